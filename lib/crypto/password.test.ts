import { setImmediate as turn } from "node:timers/promises";
import bcrypt from "bcryptjs";
import { beforeAll, describe, expect, it } from "vitest";
import { setTestSettings } from "@/lib/testing/test-settings";
import type { Admission } from "./hash-plan";
import { hashPassword as hash, isOutdated, type PasswordHash, verifyPassword as verify } from "./password";

const BY_OWNER: Admission = { standing: "known", purpose: "account", account: "owner", client: "192.0.2.1" };
const hashPassword = (password: string) => hash(password, { ...BY_OWNER, account: crypto.randomUUID() });
const verifyPassword = (password: string, known: PasswordHash | undefined) =>
  verify(password, known, BY_OWNER);

beforeAll(() =>
  setTestSettings({ PASSWORD_PEPPER: `2:${"n".repeat(32)},1:${"o".repeat(32)}`, BCRYPT_COST: "10" }),
);

describe("password hashing", () => {
  it.each([
    ["64 letters", "a".repeat(64)],
    ["64 letters with accents", "é".repeat(64)],
    ["64 Chinese characters", "密".repeat(64)],
    ["256 emoji", "😀".repeat(256)],
    ["spaces at both ends", "  a password  "],
  ])("verifies a password that it hashed: %s", async (_, password) => {
    const stored = await hashPassword(password);
    expect(stored.passwordHash).toMatch(/^\$2b\$10\$.{53}$/);
    expect(stored.passwordPepper).toBe(2);
    expect(await verifyPassword(password, stored)).toBe(true);
  });

  it("rejects a longer, shorter, trimmed or differently cased password, even beyond bcrypt's 72 bytes", async () => {
    const password = `${"a".repeat(72)}Xyz `;
    const stored = await hashPassword(password);
    for (const other of [
      "a".repeat(72),
      `${password}!`,
      password.trim(),
      password.toLowerCase(),
      `${password}\0`,
    ]) {
      expect(await verifyPassword(other, stored)).toBe(false);
    }
  });

  it("treats both Unicode normalization forms as the same password", async () => {
    const stored = await hashPassword("caf\u00e9 au lait");
    expect(await verifyPassword("cafe\u0301 au lait", stored)).toBe(true);
  });

  it("cannot be verified with the database alone, without the pepper", async () => {
    const { passwordHash } = await hashPassword("a password");
    expect(await bcrypt.compare("a password", passwordHash)).toBe(false);
    expect(await verifyPassword("a password", { passwordHash, passwordPepper: 1 })).toBe(false);
  });

  it.each(["", "not a hash", "x".repeat(60), "$2b$10$short", "$2b$99$".padEnd(60, "a")])(
    "never matches a value that is not a bcrypt hash: %j",
    async (passwordHash) => {
      expect(await verifyPassword("a password", { passwordHash, passwordPepper: 2 })).toBe(false);
    },
  );

  it("reports a hash with another cost, an older pepper or no pepper as outdated", async () => {
    const stored = await hashPassword("a password");
    expect(isOutdated(stored)).toBe(false);
    expect(isOutdated({ ...stored, passwordPepper: 1 })).toBe(true);
    expect(isOutdated({ ...stored, passwordPepper: null })).toBe(true);
    expect(isOutdated({ ...stored, passwordHash: stored.passwordHash.replace("$10$", "$11$") })).toBe(true);
  });

  it("does not block the main thread", async () => {
    let isDone = false;
    const hashes = Promise.all(Array.from({ length: 2 }, () => hashPassword("a password")));
    hashes.finally(() => {
      isDone = true;
    });
    let turns = 0;
    for (; !isDone; turns++) await turn();
    // Hashing on the main thread would leave one or two turns of the event loop for each hash.
    expect(turns).toBeGreaterThan(100);
  });
});
