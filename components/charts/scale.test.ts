import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axisTicks, namedDays } from "./scale";

describe("axisTicks", () => {
  it.each([
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6, 8]],
    [140, [0, 50, 100, 150]],
    [1_430, [0, 500, 1_000, 1_500]],
  ])("has round numbers for a maximum of %d", (maximum, ticks) => {
    expect(axisTicks(maximum)).toEqual(ticks);
  });

  it("covers any maximum with two to five lines, at whole numbers", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e7, noNaN: true }), (maximum) => {
        const ticks = axisTicks(maximum);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(maximum);
        expect(ticks.length).toBeGreaterThan(1);
        expect(ticks.length).toBeLessThan(6);
        expect(ticks.filter((tick) => !Number.isInteger(tick))).toEqual([]);
      }),
    );
  });
});

it.each([7, 30, 90])("names the last of %d days and a few before it", (count) => {
  const days = namedDays(count);
  expect(days.at(-1)).toBe(count - 1);
  expect(days.length).toBeGreaterThan(3);
  expect(days.length).toBeLessThan(6);
});
