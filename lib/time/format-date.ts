const FIELDS = {
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
} as const;

/**
 * Formats a time for pages and emails: `22 November 2026 at 12:34 UTC`.
 *
 * @param timeZone the person's time zone, such as `Europe/Berlin`
 */
export function formatDateTime(time: Date, timeZone = "UTC"): string {
  return new Intl.DateTimeFormat("en-GB", { ...FIELDS, timeZone }).format(time);
}
