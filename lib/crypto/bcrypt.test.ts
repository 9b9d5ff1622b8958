import { describe, expect, it } from "vitest";
import { loadNativeBcrypt, portableBcrypt } from "./bcrypt.mjs";

const native = await loadNativeBcrypt();
const implementations = [portableBcrypt, ...(native ? [native] : [])];

/** Hashes from other implementations, with their passwords. */
const VECTORS = [
  // Openwall's crypt_blowfish and jBCrypt.
  ["U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"],
  ["U*U*", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"],
  ["U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"],
  ["", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy"],
  [
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789chars after 72 are ignored",
    "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
  ],
  ["abc", "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"],
] as const;

const PASSWORDS = [
  ["none", ""],
  ["ASCII", "correct horse"],
  ["accents", "pässwörd"],
  ["what is hashed for a peppered password", "Q/+".repeat(21).concat("=")],
  ["72 bytes", "a".repeat(72)],
  ["more than 72 bytes", `${"a".repeat(72)}beyond`],
  ["a character across the 72nd byte", `${"a".repeat(71)}密`],
  ["NUL", "before\0after"],
  ["NUL at the start", "\0after"],
  ["half of a surrogate pair", "\ud800 alone"],
] as const;

describe.runIf(process.platform === "linux" && process.arch === "x64")("native bcrypt", () => {
  it("is there on common platforms, where the tests below would otherwise skip it", () => {
    expect(native?.name).toBe("@node-rs/bcrypt");
  });
});

describe.each(implementations)("$name", ({ hash, compare }) => {
  it.each(VECTORS)("accepts a published hash of %j", (password, published) => {
    expect(compare(password, published)).toBe(true);
    expect(compare(`!${password}`, published)).toBe(false);
  });

  it.each(PASSWORDS)("is accepted by every implementation, also with another prefix: %s", (_, password) => {
    const made = hash(password, 4);
    expect(made).toMatch(/^\$2b\$04\$.{53}$/);
    for (const other of implementations) {
      for (const prefix of ["$2a$", "$2b$", "$2y$"]) {
        expect(other.compare(password, made.replace("$2b$", prefix)), other.name).toBe(true);
      }
      expect(other.compare(`!${password}`, made), other.name).toBe(false);
    }
  });

  it("reads 72 bytes, and doesn't stop at NUL", () => {
    expect(compare("a".repeat(99), hash("a".repeat(72), 4))).toBe(true);
    expect(compare("before", hash("before\0after", 4))).toBe(false);
  });

  it.each([4, 5, 10, 11])("hashes at cost %d", (cost) => {
    expect(Number(hash("a password", cost).slice(4, 6))).toBe(cost);
  });

  it("uses another salt for each hash", () => {
    expect(hash("a password", 4)).not.toBe(hash("a password", 4));
  });

  it.each(["", "$2b$10$short"])("matches nothing against %j", (text) => {
    expect(compare("a password", text)).toBe(false);
  });

  it("takes as long to compare with a hash in an unusual notation, which never matches", () => {
    const usual = hash("a password", 9);
    const unusual = [`${usual.slice(0, 28)}z${usual.slice(29)}`, `${usual.slice(0, 59)}z`];
    const timeOf = (text: string) => {
      const startedAt = performance.now();
      expect(compare("another", text)).toBe(false);
      return performance.now() - startedAt;
    };
    for (const text of unusual) expect(timeOf(text)).toBeGreaterThan(timeOf(usual) / 20);
  });
});
