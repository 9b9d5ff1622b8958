import { describe, expect, it } from "vitest";
import { relativeTime, utcTime } from "./relative-time";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const now = new Date("2026-11-26T15:25:00Z");

describe("relativeTime", () => {
  it.each([
    [0, "just now"],
    [59 * SECOND_MS, "just now"],
    [MINUTE_MS, "1 minute ago"],
    [59 * MINUTE_MS, "59 minutes ago"],
    [HOUR_MS, "1 hour ago"],
    [47 * HOUR_MS, "1 day ago"],
    [30 * DAY_MS, "30 days ago"],
    [31 * DAY_MS, "26 Oct 2026"],
    [-3 * HOUR_MS, "in 3 hours"],
    [-45 * SECOND_MS, "in 1 minute"],
    // Clocks of browsers and servers differ a little.
    [-5 * SECOND_MS, "just now"],
  ])("says for %i ms ago: %s", (age, text) => {
    expect(relativeTime(new Date(now.getTime() - age), now)).toBe(text);
  });
});

it("utcTime names the time zone", () => {
  expect(utcTime(now)).toBe("26 Nov 2026, 15:25 UTC");
});
