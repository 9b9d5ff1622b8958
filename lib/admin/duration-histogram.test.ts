import fc from "fast-check";
import { expect, it } from "vitest";
import { BUCKET_BOUNDS, medianOf, sumHistograms } from "./duration-histogram";

const empty = () => new Array<number>(BUCKET_BOUNDS.length + 1).fill(0);

function histogramOf(seconds: number[]): number[] {
  const histogram = empty();
  for (const value of seconds) {
    const bucket = BUCKET_BOUNDS.filter((bound) => bound <= value).length;
    histogram[bucket] = (histogram[bucket] ?? 0) + 1;
  }
  return histogram;
}

it("has bounds in ascending order, as they are stored by position", () => {
  expect([...BUCKET_BOUNDS].sort((a, b) => a - b)).toEqual(BUCKET_BOUNDS);
});

it("has no median without durations", () => {
  expect(medianOf(empty())).toBeUndefined();
  expect(medianOf([])).toBeUndefined();
});

it("estimates the median within the bucket of the true one", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 500_000 }), { minLength: 1, maxLength: 99 }),
      (seconds) => {
        const sorted = seconds.toSorted((a, b) => a - b);
        const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
        const lower = BUCKET_BOUNDS.findLast((bound) => bound <= median) ?? 0;
        const upper = BUCKET_BOUNDS.find((bound) => bound > median) ?? Number.POSITIVE_INFINITY;
        const estimate = medianOf(histogramOf(seconds)) ?? -1;
        expect(estimate).toBeGreaterThanOrEqual(lower);
        expect(estimate).toBeLessThanOrEqual(upper);
      },
    ),
  );
});

it("adds days up to the histogram of all their durations", () => {
  const [first, second] = [
    [2, 40, 40],
    [700, 90_000],
  ];
  expect(sumHistograms([histogramOf(first), histogramOf(second), []])).toEqual(
    histogramOf([...first, ...second]),
  );
  expect(sumHistograms([])).toEqual(empty());
});
