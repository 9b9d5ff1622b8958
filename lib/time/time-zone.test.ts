import { describe, expect, it } from "vitest";
import { formatDateTime } from "./format-date";
import { timeZoneOf } from "./time-zone";

describe("timeZoneOf", () => {
  it.each([
    ["time_zone=Europe/Berlin", "Europe/Berlin"],
    ["session=abc; time_zone=America/Argentina/Buenos_Aires; theme=dark", "America/Argentina/Buenos_Aires"],
    ["time_zone=Etc/GMT+3", "Etc/GMT+3"],
    ["not_time_zone=Europe/Berlin", undefined],
    ["time_zone=Europe/Nowhere", undefined],
    ["time_zone=<script>", undefined],
    ["time_zone=+01:00", undefined],
    ["time_zone=", undefined],
    ["", undefined],
    [null, undefined],
  ])("of %s is %s", (header, timeZone) => {
    expect(timeZoneOf(header)).toBe(timeZone);
  });
});

describe("formatDateTime", () => {
  const time = new Date("2026-11-22T23:30:00Z");

  it.each([
    [undefined, "22 November 2026 at 23:30 UTC"],
    ["Europe/Berlin", "23 November 2026 at 00:30 CET"],
    ["America/New_York", "22 November 2026 at 18:30 GMT-5"],
  ])("in the time zone %s is %s", (timeZone, text) => {
    expect(formatDateTime(time, timeZone)).toBe(text);
  });
});
