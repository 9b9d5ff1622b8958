const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Formats a duration in the unit that suits it, such as "40 s", "12 min", "1.5 h" or "2 days". */
export function shortDuration(seconds: number): string {
  const round = (value: number) => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
  if (seconds < MINUTE) return `${round(seconds)} s`;
  if (seconds < HOUR) return `${round(seconds / MINUTE)} min`;
  if (seconds < 2 * DAY) return `${round(seconds / HOUR)} h`;
  return `${round(seconds / DAY)} days`;
}
