import { beforeAll, describe, expect, it } from "vitest";
import { setTestSettings } from "@/lib/testing/test-settings";
import { readSignedEmail, signEmail } from "./pending-email";

beforeAll(() => setTestSettings());

describe("the cookie of the pending email address", () => {
  it.each([
    "ada@example.com",
    "josé@exämple.com",
    `${"a".repeat(64)}@${"b".repeat(185)}.com`,
    "é".repeat(254),
  ])("gives back the address that was signed: %s", (email) => {
    const value = signEmail(email);
    expect(readSignedEmail(value)).toBe(email);
    expect(value).toMatch(/^[\w.-]+$/);
    expect(value).not.toContain(email);
  });

  it.each([
    ["a NUL", "a\0b"],
    ["an address in clear", "ada@example.com"],
    ["nothing", ""],
    ["no signature", Buffer.from("ada@example.com").toString("base64url")],
    ["a made-up signature", `${Buffer.from("ada@example.com").toString("base64url")}.${"A".repeat(43)}`],
    ["a signed address with something behind it", `${"value"}.${"A".repeat(43)}\n`],
    ["a value of 1 MB", `${"A".repeat(2 ** 20)}.${"A".repeat(43)}`],
  ])("is as if it were not there with %s", (_, value) => {
    expect(readSignedEmail(value)).toBeUndefined();
  });

  it("rejects the signature of another address", () => {
    const [, signature] = signEmail("eve@example.com").split(".");
    const [encoded] = signEmail("ada@example.com").split(".");
    expect(readSignedEmail(`${encoded}.${signature}`)).toBeUndefined();
  });
});
