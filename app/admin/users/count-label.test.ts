import { expect, it } from "vitest";
import { countLabel } from "./count-label";

it.each([
  [0, true, "user", "0 users"],
  [1, true, "result", "1 result"],
  [10_000, true, "user", "10,000 users"],
  [12_345, false, "result", "About 12 thousand results"],
  [1_234_567, false, "user", "About 1.2 million users"],
] as const)("tells how many %i are, exact: %s", (total, isTotalExact, noun, label) => {
  expect(countLabel({ total, isTotalExact }, noun)).toBe(label);
});
