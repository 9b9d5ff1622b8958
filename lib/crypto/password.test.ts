import { setImmediate as turn } from "node:timers/promises";
import bcrypt from "bcryptjs";
import { beforeAll, describe, expect, it } from "vitest";

beforeAll(() => {
  Object.assign(process.env, {
    APP_URL: "http://localhost:3000",
    DATABASE_URL: "postgresql://unused.invalid/x",
    UPSTASH_REDIS_REST_URL: "https://unused.invalid",
    UPSTASH_REDIS_REST_TOKEN: "unused",
    RESEND_API_KEY: "unused",
    MAIL_FROM: "a@b.co",
    PASSWORD_PEPPER: `2:${"n".repeat(32)},1:${"o".repeat(32)}`,
    BCRYPT_COST: "10",
  });
});

const { hashPassword, isOutdated, verifyPassword } = await import("./password");

describe("a kept password", () => {
  it.each([
    ["64 letters", "a".repeat(64)],
    ["64 letters with accents", "é".repeat(64)],
    ["64 Chinese characters", "密".repeat(64)],
    ["256 emoji", "😀".repeat(256)],
    ["spaces at both ends", "  a password  "],
  ])("is known again: %s", async (_, password) => {
    const kept = await hashPassword(password);
    expect(kept.passwordHash).toMatch(/^\$2b\$10\$.{53}$/);
    expect(kept.passwordPepper).toBe(2);
    expect(await verifyPassword(password, kept)).toBe(true);
  });

  it("is no other: neither longer, shorter, trimmed nor in another case, beyond bcrypt's 72 bytes too", async () => {
    const password = `${"a".repeat(72)}Xyz `;
    const kept = await hashPassword(password);
    for (const other of [
      "a".repeat(72),
      `${password}!`,
      password.trim(),
      password.toLowerCase(),
      `${password}\0`,
    ]) {
      expect(await verifyPassword(other, kept)).toBe(false);
    }
  });

  it("is the same in either Unicode form", async () => {
    const kept = await hashPassword("caf\u00e9 au lait");
    expect(await verifyPassword("cafe\u0301 au lait", kept)).toBe(true);
  });

  it("says nothing to who has the database, but not the pepper", async () => {
    const { passwordHash } = await hashPassword("a password");
    expect(await bcrypt.compare("a password", passwordHash)).toBe(false);
    expect(await verifyPassword("a password", { passwordHash, passwordPepper: 1 })).toBe(false);
  });

  it.each(["", "not a hash", "x".repeat(60), "$2b$10$short", "$2b$99$".padEnd(60, "a")])(
    "is never matched by what is no hash: %j",
    async (passwordHash) => {
      expect(await verifyPassword("a password", { passwordHash, passwordPepper: 2 })).toBe(false);
    },
  );

  it("is outdated with another cost, an older pepper or none", async () => {
    const kept = await hashPassword("a password");
    expect(isOutdated(kept)).toBe(false);
    expect(isOutdated({ ...kept, passwordPepper: 1 })).toBe(true);
    expect(isOutdated({ ...kept, passwordPepper: null })).toBe(true);
    expect(isOutdated({ ...kept, passwordHash: kept.passwordHash.replace("$10$", "$11$") })).toBe(true);
  });

  it("is hashed beside the main thread", async () => {
    let isOver = false;
    const hashes = Promise.all(Array.from({ length: 6 }, () => hashPassword("a password")));
    hashes.finally(() => {
      isOver = true;
    });
    let turns = 0;
    for (; !isOver; turns++) await turn();
    // On the main thread there would be a turn or two a hash.
    expect(turns).toBeGreaterThan(100);
  });
});
