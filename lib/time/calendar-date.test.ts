import { describe, expect, it } from "vitest";
import { calendarDate, namedDay } from "./calendar-date";

describe("calendarDate", () => {
  it("depends on the time zone", () => {
    const time = new Date("2026-12-03T23:30:00Z");
    expect(calendarDate(time, "UTC")).toBe("3 December 2026");
    expect(calendarDate(time, "Europe/Berlin")).toBe("4 December 2026");
  });
});

describe("namedDay", () => {
  const now = new Date("2026-11-27T00:30:00Z");
  it.each([
    ["2026-11-27T00:00:00Z", "UTC", "Today"],
    ["2026-11-26T23:59:00Z", "UTC", "Yesterday"],
    ["2026-11-26T00:00:00Z", "UTC", "Yesterday"],
    ["2026-11-25T23:59:00Z", "UTC", "Wednesday, 25 November 2026"],
    // It is still the 26th there.
    ["2026-11-26T23:59:00Z", "America/New_York", "Today"],
    ["2026-11-25T23:00:00Z", "America/New_York", "Yesterday"],
  ])("calls %s in %s %s", (time, timeZone, name) => {
    expect(namedDay(new Date(time), now, timeZone)).toBe(name);
  });

  it("knows the day before on the day when the clocks go back", () => {
    const lateThatDay = new Date("2026-10-25T22:30:00Z");
    expect(namedDay(new Date("2026-10-24T20:00:00Z"), lateThatDay, "Europe/Berlin")).toBe("Yesterday");
  });
});
