const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * The lower bounds of the buckets, in seconds; the first bucket is below all of them. They are stored by position, so a
 * change makes the histograms of earlier days wrong.
 */
export const BUCKET_BOUNDS = [
  1,
  2,
  3,
  5,
  7,
  10,
  15,
  20,
  30,
  45,
  MINUTE,
  1.5 * MINUTE,
  2 * MINUTE,
  3 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  DAY,
  2 * DAY,
  4 * DAY,
  7 * DAY,
] as const;

/** How many durations fall into each bucket. */
export type Histogram = readonly number[];

/** Adds histograms up. That is why they are stored instead of medians, which can't be combined. */
export function sumHistograms(histograms: readonly Histogram[]): number[] {
  return Array.from({ length: BUCKET_BOUNDS.length + 1 }, (_, bucket) =>
    histograms.reduce((sum, histogram) => sum + (histogram[bucket] ?? 0), 0),
  );
}

/**
 * Estimates the median, as if the durations in a bucket were spread evenly.
 *
 * @returns seconds, or `undefined` without durations
 */
export function medianOf(histogram: Histogram): number | undefined {
  const half = histogram.reduce((sum, count) => sum + count, 0) / 2;
  if (half === 0) return undefined;
  let below = 0;
  for (const [bucket, count] of histogram.entries()) {
    if (count > 0 && below + count >= half) {
      const lower = BUCKET_BOUNDS[bucket - 1] ?? 0;
      const upper = BUCKET_BOUNDS[bucket] ?? lower;
      return lower + ((half - below) / count) * (upper - lower);
    }
    below += count;
  }
  return undefined;
}
