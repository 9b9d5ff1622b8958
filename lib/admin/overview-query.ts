/** The periods that the overview can show, in days. */
export const PERIODS = [7, 30, 90] as const;

/** A period that the overview shows, in days until today. */
export type Period = (typeof PERIODS)[number];

export const DEFAULT_PERIOD: Period = 30;

/** Reads the period from a query parameter. Anything else is the default. */
export function parsePeriod(days: unknown): Period {
  return PERIODS.find((period) => String(period) === days) ?? DEFAULT_PERIOD;
}
