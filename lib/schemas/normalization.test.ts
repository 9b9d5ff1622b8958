import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { Message } from "@/lib/messages/message";
import { toE164 } from "./e164-phone-number";
import { deliverableEmail, emailField } from "./email";
import { fieldErrors } from "./field-errors";
import { loginFormSchema } from "./login-form";
import { newPasswordSchema } from "./new-password";
import { setCommonPasswords } from "./password";
import { registerFormSchema } from "./register-form";
import { submittedProfileSchema } from "./submitted-forms";
import { tokenFormSchema } from "./token-form";
import { canonicalUsername, usernameField } from "./username";

beforeAll(() => setCommonPasswords(readFileSync("lib/schemas/common-passwords.txt", "utf8")));

const OWNER = { username: "johnsmith", email: "x@y.co" };

function passwordErrors(password: string, password2 = password): Record<string, unknown> {
  const parsed = newPasswordSchema(OWNER).safeParse({ password, password2 });
  return parsed.success ? {} : fieldErrors(parsed.error);
}

const messagesOf = (field: typeof emailField, value: string): string[] =>
  field.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

describe("a new password", () => {
  it.each<[string, string, Message[]]>([
    ["too short once composed", "e\u0301".repeat(4), ["password_too_short:8"]],
    ["a single ligature of 18 letters", "\ufdfa", ["password_too_short:8"]],
    ["common, in full-width letters", "ｐａｓｓｗｏｒｄ", ["password_too_common"]],
    ["common, in mathematical letters", "𝐩𝐚𝐬𝐬𝐰𝐨𝐫𝐝", ["password_too_common"]],
    ["only digits, in circles", "①⑨③⑦⑤①②⑧", ["password_numeric"]],
    ["similar to the username, in full-width letters", "ｊｏｈｎｓｍｉｔｈ", ["password_like_username"]],
    ["too long once decomposed", "\ufdfa".repeat(16), ["max_length:256"]],
  ])("is refused if what is hashed is %s", (_, password, messages) => {
    expect(passwordErrors(password)).toEqual({ password: messages });
  });

  it("may be as long as 256 composed characters, in any form", () => {
    expect(passwordErrors("ệ".repeat(256).normalize("NFD"))).toEqual({});
    expect(passwordErrors("ệ".repeat(257).normalize("NFD"))).toEqual({ password: ["max_length:256"] });
  });

  it("equals its confirmation in another Unicode form, and nothing else", () => {
    expect(passwordErrors("caf\u00e9 au lait!", "cafe\u0301 au lait!")).toEqual({});
    expect(passwordErrors("caf\u00e9 au lait!", "cafe au lait!")).toEqual({
      password2: ["password_mismatch"],
    });
  });

  it("has no character that is composed of more than the bound for normalizing allows", () => {
    let longest = 0;
    for (let code = 0; code < 0x110000; code++) {
      const character = String.fromCodePoint(code);
      if (character.normalize("NFKC") === character) {
        longest = Math.max(longest, character.normalize("NFD").length);
      }
    }
    expect(longest).toBeLessThan(8);
  });
});

describe("a username", () => {
  it.each([
    ["José in NFD", "Jose\u0301", "José"],
    ["150 letters in NFD", "é".repeat(150).normalize("NFD"), "é".repeat(150)],
    ["full-width letters", "ｊｏｓｅ", "jose"],
    ["a copied name with directional marks", "\u2068jose\u2069\u200b", "jose"],
  ])("is normalized before it is checked: %s", (_, typed, stored) => {
    expect(usernameField.safeParse(typed)).toEqual({ success: true, data: stored });
  });

  it.each([
    ["a space after normalization", "a\u00a8b", ["invalid_username"]],
    ["a mark that isn't composed", "q\u0301", ["invalid_username"]],
    ["more than 150 letters after normalization", "ﬃ".repeat(51), ["max_length:150"]],
    ["an invisible character", "jo\u200bse", ["invisible_character:U+200B"]],
    ["an invisible letter", "jo\u3164se", ["invisible_character:U+1160"]],
    ["nothing but invisible characters", "\u200b \ufeff", ["blank"]],
  ])("is refused with %s", (_, typed, messages) => {
    expect(messagesOf(usernameField, typed)).toEqual(messages);
  });
});

describe("the compared form of a username", () => {
  it("is computed without much work from any text", () => {
    // Quadratic work on such a text takes minutes, so the test would not end in its time.
    expect(canonicalUsername(`a${"\u0301\u0323".repeat(500_000)}`)).toHaveLength(1_000_001);
  });
});

// The characters that Ory Kratos removes from identifiers.
const INVISIBLE = [
  0x200b, 0x200c, 0x200d, 0xad, 0xfeff, 0x2060, 0x180e, 0x202a, 0x202c, 0x3164, 0x115f, 0x1160, 0x17b4,
  0x17b5, 0x034f, 0x2065, 0xfe0f, 0x180b, 0xe0100,
];

describe("invisible characters", () => {
  it.each(INVISIBLE.map((code) => code.toString(16)))("are cut at the ends: U+%s", (hex) => {
    const character = String.fromCodePoint(Number.parseInt(hex, 16));
    const around = (text: string) => `${character} ${text} ${character}${character}`;
    expect(emailField.parse(around("a@example.com"))).toBe("a@example.com");
    expect(usernameField.parse(around("jose"))).toBe("jose");
    expect(tokenFormSchema.parse({ token: around("token") })).toEqual({ token: "token" });
    expect(submittedProfileSchema.parse({ phone_number: around("+4915112345678") })).toMatchObject({
      phone_number: "+4915112345678",
    });
    const login = { email: around("a@example.com"), password: around("secret") };
    expect(loginFormSchema.parse(login)).toEqual({ ...login, email: "a@example.com" });
  });

  it.each(INVISIBLE.map((code) => code.toString(16).toUpperCase()))(
    "are named inside an address: U+%s",
    (hex) => {
      const name = `invisible_character:U+${hex.padStart(4, "0")}`;
      const character = String.fromCodePoint(Number.parseInt(hex, 16));
      for (const email of [`al${character}ice@example.com`, `alice@exam${character}ple.com`]) {
        expect(messagesOf(emailField, email)).toEqual([name]);
      }
    },
  );
});

describe("an email address", () => {
  it.each([
    ["a quoted local part", '"a@b"@example.com'],
    ["a quoted local part that needs no quotes", '"q"@example.com'],
    ["a local part outside ASCII", "\u212aim@example.com"],
    ["a local part of more than 64 characters", `${"x".repeat(65)}@example.com`],
    ["a label that is too long in Punycode", `a@${"é".repeat(60)}.com`],
    ["a domain that is too long in Punycode", `a@${`${"é".repeat(20)}.`.repeat(10)}com`],
  ])("is refused if no email reaches it: %s", (_, email) => {
    expect(messagesOf(emailField, email)).toEqual(["invalid_email"]);
  });

  it.each(["o'brien+tag@example.com", `${"x".repeat(64)}@example.com`, "a@bücher.example"])(
    "is accepted if the provider can send to it: %s",
    (email) => {
      expect(emailField.safeParse(email).success).toBe(true);
      expect(deliverableEmail(email)).toMatch(/^[\x21-\x7e]+$/);
    },
  );
});

describe("a phone number in a form", () => {
  it.each([
    ["+44 7911 123456", "+447911123456"],
    ["+44 (0)7911 123456", "+447911123456"],
    ["+44(0) 7911-123456", "+447911123456"],
    ["0049 30 123456", "+4930123456"],
    ["0049 (0)30/123456", "+4930123456"],
    ["+39 06 698 1234", "+39066981234"],
    ["+34 (0)612 345 678", "+34612345678"],
    ["+1 (555) 123-4567", "+15551234567"],
    ["+1.555.123.4567", "+15551234567"],
    ["+49\u00a0151\u201112345678", "+4915112345678"],
    ["\u202a+49 151 12345678\u202c", "+4915112345678"],
    ["＋４９１５１１２３４５６７８", "+4915112345678"],
    ["+٤٩١٥١١٢٣٤٥٦٧٨", "+4915112345678"],
    ["+123456789012345", "+123456789012345"],
    ["+290 22222", "+29022222"],
  ])("is stored as E.164: %s", (typed, stored) => {
    expect(toE164(typed)).toBe(stored);
    expect(registerFormSchema.shape.phone_number.safeParse(typed).success).toBe(true);
    expect(submittedProfileSchema.parse({ phone_number: typed })).toEqual({ phone_number: stored });
  });

  it.each(
    [
      "07911 123456",
      "12",
      "+1234567890123456",
      "+0123456789",
      "+44 7911 123456 ext. 5",
      "tel:+447911123456",
      "+44 7911 +123456",
      "++447911123456",
      "+",
      "00",
      "+()()()()",
      "call me",
      "+44 7911 12345\0",
      `+${"1 ".repeat(500_000)}`,
    ].map((typed) => [typed.slice(0, 40), typed] as const),
  )("is refused without a country code or if it is no number: %s", (_, typed) => {
    const parsed = submittedProfileSchema.safeParse({ phone_number: typed });
    expect(parsed.error && fieldErrors(parsed.error).phone_number).toContain("invalid_phone_number");
  });

  it("may be left blank", () => {
    for (const blank of ["", "  ", "\u200b"]) {
      expect(submittedProfileSchema.parse({ phone_number: blank })).toEqual({ phone_number: "" });
    }
  });
});
