/** Returns the day of a time in a time zone: `3 December 2026`. */
export function calendarDate(time: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone }).format(time);
}

/** Returns the day of a time as people say it: `Today`, `Yesterday` or `Wednesday, 25 November 2026`. */
export function namedDay(time: Date, now: Date, timeZone: string): string {
  const day = calendarDate(time, timeZone);
  if (day === calendarDate(now, timeZone)) return "Today";
  if (day === dayBefore(now, timeZone)) return "Yesterday";
  return `${new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone }).format(time)}, ${day}`;
}

// Not 24 hours before: where the clocks change, a day has 23 or 25.
function dayBefore(now: Date, timeZone: string): string {
  const today = calendarDate(now, timeZone);
  for (let hours = 1; hours <= 26; hours++) {
    const day = calendarDate(new Date(now.getTime() - hours * 3_600_000), timeZone);
    if (day !== today) return day;
  }
  return today;
}
