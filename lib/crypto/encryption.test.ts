import { beforeEach, describe, expect, it, vi } from "vitest";
import { setTestSettings } from "@/lib/testing/test-settings";

const OLD = "an old pepper, long enough for this test";
const NEW = "a new pepper, long enough for this test!";

/** Loads the module with other settings, which are read once. */
async function withPepper(PASSWORD_PEPPER: string) {
  vi.resetModules();
  setTestSettings({ PASSWORD_PEPPER });
  return import("./encryption");
}

describe("encryption", () => {
  beforeEach(() => vi.resetModules());

  it("gives back the value to its owner and purpose only", async () => {
    const { encrypt, decrypt } = await withPepper(OLD);
    const encrypted = encrypt("a", "owner", Buffer.from("secret"));
    expect(decrypt("a", "owner", encrypted).toString()).toBe("secret");
    expect(() => decrypt("a", "other", encrypted)).toThrow();
    expect(() => decrypt("b", "owner", encrypted)).toThrow();
    expect(Buffer.from(encrypted.bytes).includes("secret")).toBe(false);
  });

  it("refuses an altered or truncated value", async () => {
    const { encrypt, decrypt } = await withPepper(OLD);
    const { bytes, pepper } = encrypt("a", "owner", Buffer.from("secret"));
    for (let index = 0; index < bytes.length; index++) {
      const altered = new Uint8Array(bytes);
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(() => decrypt("a", "owner", { bytes: altered, pepper })).toThrow();
      expect(() => decrypt("a", "owner", { bytes: bytes.slice(0, index), pepper })).toThrow();
    }
  });

  it("reads values of an older pepper, and names those to encrypt again", async () => {
    const before = await withPepper(`1:${OLD}`);
    const encrypted = before.encrypt("a", "owner", Buffer.from("secret"));
    const hash = before.keyedHash("a", "code", 1);
    const after = await withPepper(`2:${NEW},1:${OLD}`);
    expect(after.decrypt("a", "owner", encrypted).toString()).toBe("secret");
    expect(after.isOutdatedKey(encrypted.pepper)).toBe(true);
    expect(after.encrypt("a", "owner", Buffer.from("secret")).pepper).toBe(2);
    expect(after.keyedHash("a", "code", 1)).toEqual(hash);
    expect(after.keyedHash("a", "code", 2)).not.toEqual(hash);
    const without = await withPepper(`2:${NEW}`);
    expect(() => without.decrypt("a", "owner", encrypted)).toThrow("PASSWORD_PEPPER has no version 1");
  });
});
