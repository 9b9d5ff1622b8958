const FORMAT = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

/** A time as letters and pages say it, `22 November 2026 at 12:34 UTC`: everybody reads the same. */
export function formatDateTime(time: Date): string {
  return `${FORMAT.format(time)} UTC`;
}
