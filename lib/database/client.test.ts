import { describe, expect, it } from "vitest";
import { setTestSettings } from "@/lib/testing/test-settings";
import { isDatabaseUnavailable, withinPageTime, withinTime } from "./client";

describe("withinTime", () => {
  it("returns what the query returns", async () => {
    expect(await withinTime(Promise.resolve(1), 1_000)).toBe(1);
    await expect(withinTime(Promise.reject(new Error("broken")), 1_000)).rejects.toThrow("broken");
  });

  it("counts as an outage if the query takes too long", async () => {
    const error: unknown = await withinTime(new Promise(() => {}), 10).catch((reason: unknown) => reason);
    expect(isDatabaseUnavailable(error)).toBe(true);
    expect(isDatabaseUnavailable(new Error("broken"))).toBe(false);
  });
});

it("lets a page wait no longer than it's set to", async () => {
  setTestSettings({ PAGE_TIMEOUT_MS: "100" });
  await expect(withinPageTime(new Promise(() => {}))).rejects.toThrow("No answer in time.");
});
