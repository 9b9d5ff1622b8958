/** The steps between the lines of an axis, times a power of ten. */
const STEPS = [1, 2, 2.5, 5, 10];
const LINES = 4;

/**
 * Returns the values at which an axis has lines: 0, a round number at or above the maximum, and round numbers between.
 *
 * @param isWhole whether only whole numbers make sense
 */
export function axisTicks(maximum: number, isWhole = true): number[] {
  if (maximum <= 0) return [0, 1];
  const power = 10 ** Math.floor(Math.log10(maximum / LINES));
  const steps = STEPS.map((step) => step * power).filter((step) => !isWhole || Number.isInteger(step));
  const step = steps.find((size) => size * LINES >= maximum) ?? 1;
  return Array.from({ length: Math.max(1, Math.ceil(maximum / step - 1e-9)) + 1 }, (_, line) => line * step);
}

const SHORT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** Formats a number for an axis, where there is little room: "1.2K". */
export const shortNumber = (value: number) => SHORT.format(value);

const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });

/** Formats a day for an axis: "Nov 3". */
export const shortDay = (day: Date) => DAY.format(day);

/** The days that an axis names, counted from the last one: every second in a week, about five in a longer time. */
export function namedDays(count: number): number[] {
  const step = count <= 7 ? 2 : Math.round(count / 4.2);
  return Array.from({ length: count }, (_, index) => index).filter(
    (index) => (count - 1 - index) % step === 0,
  );
}
