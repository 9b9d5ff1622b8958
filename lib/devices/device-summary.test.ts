import { expect, it } from "vitest";
import { deviceSummary } from "./device-summary";

it.each([
  ["Chrome on Linux", "desktop", "Chrome", "Linux x86_64", "Computer"],
  ["The one on my desk", "desktop", "Chrome", "Linux x86_64", "Computer · Chrome on Linux"],
  ["Safari on Apple iPhone", "mobile", "Safari", "iOS 17.4", "Phone · Safari on iOS 17.4"],
  ["Chrome on Windows", "desktop", "Chrome", "Windows 10", "Computer · Chrome on Windows 10"],
  ["Backup job", "desktop", "", "", "Computer"],
  ["Reader", "tablet", "", "Android 15", "Tablet · Android 15"],
] as const)("describes %s without repeating its name", (name, type, browser, os, summary) => {
  expect(deviceSummary({ name, type, browser, os })).toBe(summary);
});
