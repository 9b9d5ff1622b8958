import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { base32, hotp, matchingSteps, otpauthUri, timeStep } from "./totp";
import { readTypedCode } from "./typed-code";

const KEY = Buffer.from("12345678901234567890");

describe("one-time passwords", () => {
  // RFC 4226, appendix D.
  test.each([
    [0, "755224"],
    [1, "287082"],
    [2, "359152"],
    [3, "969429"],
    [4, "338314"],
    [5, "254676"],
    [6, "287922"],
    [7, "162583"],
    [8, "399871"],
    [9, "520489"],
  ])("have the code of RFC 4226 for the counter %i", (counter, code) => {
    expect(hotp(KEY, counter)).toBe(code);
  });

  // RFC 6238, appendix B: the keys are as long as the hash.
  test.each([
    [59, "94287082", "46119246", "90693936"],
    [1111111109, "07081804", "68084774", "25091201"],
    [1111111111, "14050471", "67062674", "99943326"],
    [1234567890, "89005924", "91819424", "93441116"],
    [2000000000, "69279037", "90698825", "38618901"],
    [20000000000, "65353130", "77737706", "47863826"],
  ])("have the codes of RFC 6238 at the time %i", (seconds, sha1, sha256, sha512) => {
    const step = timeStep(seconds * 1000);
    const key = (length: number) => Buffer.from("1234567890".repeat(7).slice(0, length));
    expect(hotp(key(20), step, 8)).toBe(sha1);
    expect(hotp(key(32), step, 8, "sha256")).toBe(sha256);
    expect(hotp(key(64), step, 8, "sha512")).toBe(sha512);
  });

  it("match one step before and after, and no other", () => {
    const now = 1_700_000_015_000;
    const step = timeStep(now);
    for (const drift of [-1, 0, 1]) {
      expect(matchingSteps(KEY, hotp(KEY, step + drift), now)).toContain(step + drift);
    }
    expect(matchingSteps(KEY, hotp(KEY, step + 2), now)).toEqual([]);
    expect(matchingSteps(KEY, hotp(KEY, step - 2), now)).toEqual([]);
  });

  it("have a key that authenticator apps can read", () => {
    // RFC 4648, section 10.
    expect(base32(Buffer.from("foobar"))).toBe("MZXW6YTBOI");
    expect(base32(Buffer.from("fooba"))).toBe("MZXW6YTB");
    expect(otpauthUri(KEY, "A & B", "me@example.com")).toBe(
      "otpauth://totp/A%20%26%20B:me%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=A%20%26%20B&algorithm=SHA1&digits=6&period=30",
    );
  });
});

describe("a typed code", () => {
  test.each([
    ["123456", "totp", "123456"],
    ["123 456", "totp", "123456"],
    [" 123-456\n", "totp", "123456"],
    ["１２３４５６", "totp", "123456"],
    ["K7QMX-2RTVP-9HZ4D", "recovery", "K7QMX2RTVP9HZ4D"],
    ["k7qmx2rtvp9hz4d", "recovery", "K7QMX2RTVP9HZ4D"],
    ["k7qmx–2rtvp 9hz4d", "recovery", "K7QMX2RTVP9HZ4D"],
    ["oi1l0-00000-00000", "recovery", "011100000000000"],
  ])("is read: %s", (typed, kind, code) => {
    expect(readTypedCode(typed)).toEqual({ kind, code });
  });

  test.each(["", "12345", "1234567", "١٢٣٤٥٦", "12345a", "1".repeat(1_000_000), "K7QMX-2RTVP", "💥"])(
    "is refused: %.20s",
    (typed) => {
      expect(readTypedCode(typed)).toBeUndefined();
    },
  );

  it("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void readTypedCode(text)));
  });
});
