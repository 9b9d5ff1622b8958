const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From how many seconds on which unit is used, largest first. */
const UNITS = [
  ["day", DAY],
  ["hour", HOUR],
  ["minute", MINUTE],
] as const;

/** After this long, a date says more than a number of days. */
const MAX_RELATIVE_SECONDS = 30 * DAY;

const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "always" });
const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const DATE = { day: "numeric", month: "short", year: "numeric" } as const;

/** Returns a time in UTC: `26 Nov 2026, 15:25 UTC`. */
export function utcTime(time: Date): string {
  return `${new Intl.DateTimeFormat("en-GB", { ...DATE, ...TIME, timeZone: "UTC" }).format(time)} UTC`;
}

/** Returns a time in the time zone of this process or browser: `26 Nov 2026, 16:25:10 CET`. */
export function exactTime(time: Date): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    ...DATE,
    ...TIME,
    second: "2-digit",
    timeZoneName: "short",
  });
  return format.format(time);
}

/**
 * Returns how far a time is from now, in either direction: `2 minutes ago`, `1 day ago`, `in 3 hours`, or a date.
 *
 * @param timeZone of the date; defaults to that of this process or browser
 */
export function relativeTime(time: Date, now: Date, timeZone?: string): string {
  const seconds = Math.round((time.getTime() - now.getTime()) / 1000);
  const distance = Math.abs(seconds);
  if (distance < MINUTE) return seconds > 30 ? "in 1 minute" : "just now";
  if (distance > MAX_RELATIVE_SECONDS)
    return new Intl.DateTimeFormat("en-GB", { ...DATE, timeZone }).format(time);
  const [unit, size] = UNITS.find(([, size]) => distance >= size) ?? UNITS[2];
  return RELATIVE.format(Math.trunc(seconds / size), unit);
}
