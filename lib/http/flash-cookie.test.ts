import { beforeAll, describe, expect, it } from "vitest";
import { setTestSettings } from "@/lib/testing/test-settings";
import { decodeFlash, encodeFlash } from "./flash-cookie";

beforeAll(() => setTestSettings());

describe("the flash message cookie", () => {
  it("carries a message and what it names", () => {
    expect(decodeFlash(encodeFlash("device_renamed", { name: "Ada's laptop · ü" }))).toMatchObject({
      tone: "success",
      text: "Renamed to Ada's laptop · ü.",
    });
  });

  it("tells two messages with the same text apart", () => {
    const [first, second] = [1, 2].map(() => decodeFlash(encodeFlash("profile_saved")));
    expect(first?.text).toBe(second?.text);
    expect(first?.key).not.toBe(second?.key);
  });

  it("cuts long values, so that the cookie stays small", () => {
    const cookie = encodeFlash("device_renamed", { name: "x".repeat(10_000) });
    expect(cookie.length).toBeLessThan(1000);
    expect(decodeFlash(cookie)?.text).toMatch(/^Renamed to x{300}\.$/);
  });

  it("shows nothing that this deployment didn't sign", () => {
    const [content = "", signature = ""] = encodeFlash("device_renamed", { name: "Phone" }).split(".");
    const forged = Buffer.from(
      JSON.stringify({ key: "1", id: "device_renamed", values: { name: "Call +1 555 0100" } }),
    ).toString("base64url");
    for (const cookie of [
      "",
      ".",
      content,
      `${content}.`,
      `${content}.${"A".repeat(43)}`,
      `${content}.${signature}x`,
      `${forged}.${signature}`,
      "%%%",
    ]) {
      expect(decodeFlash(cookie)).toBeUndefined();
    }
  });
});
