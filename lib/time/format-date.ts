const FORMAT = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

/** Formats a time for pages and emails: `22 November 2026 at 12:34 UTC`. */
export function formatDateTime(time: Date): string {
  return `${FORMAT.format(time)} UTC`;
}
