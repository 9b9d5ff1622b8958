const UNITS = [
  [24 * 60 * 60, "day"],
  [60 * 60, "hour"],
  [60, "minute"],
] as const;

/** Formats a number of seconds, rounded up: `90` as "2 minutes", `1` as "1 second". */
export function formatDuration(seconds: number): string {
  const [length, unit] = UNITS.find(([length]) => seconds >= length) ?? [1, "second"];
  const count = Math.ceil(seconds / length);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

const COUNTED_SECONDS = 120;

/** Formats the time that is left of a countdown: in seconds below two minutes, so that it never stands still for long. */
export function formatCountdown(seconds: number): string {
  if (seconds >= COUNTED_SECONDS) return formatDuration(seconds);
  return `${seconds} second${seconds === 1 ? "" : "s"}`;
}
