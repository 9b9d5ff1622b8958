import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import emailCases from "@/e2e/contract/email-cases.json";
import passwordCases from "@/e2e/contract/password-cases.json";
import registerCases from "@/e2e/contract/register-cases.json";
import { toApiErrors } from "@/lib/messages/api-messages";
import { canonicalEmail, emailField } from "./email";
import { fieldErrors } from "./field-errors";
import { loginSchema } from "./login";
import { passwordProblems, setCommonPasswords } from "./password";
import { registerSchema } from "./register";
import { canonicalUsername } from "./username";

const commonPasswords = readFileSync("lib/schemas/common-passwords.txt", "utf8");

beforeAll(() => setCommonPasswords(commonPasswords));

describe("the recorded registrations", () => {
  it.each(registerCases)("$name", ({ body, errors }) => {
    const filled: unknown = JSON.parse(JSON.stringify(body).replaceAll("__RUN__", "run"));
    const parsed = registerSchema.safeParse(filled);
    expect(parsed.success ? undefined : toApiErrors(fieldErrors(parsed.error))).toEqual(errors);
  });
});

describe("Django's verdict on passwords", () => {
  // Django counts the code points that are typed. Here the NFKC form is hashed, so `éééé` would log in to an account
  // with this password of eight code points.
  const decomposed = "e\u0301".repeat(4);

  it.each(passwordCases)("$password for $username $email", ({ password, username, email, errors }) => {
    const problems = toApiErrors({ password: passwordProblems(password, { username, email }) });
    const tooShort = ["This password is too short. It must contain at least 8 characters."];
    expect(problems.password).toEqual(password === decomposed ? tooShort : errors);
  });

  it("refuses every common password of eight characters or more, in any letter case and padded", () => {
    const common = commonPasswords.split("\n").filter((entry) => entry.length >= 8);
    expect(common.length).toBeGreaterThan(8_000);
    for (const entry of common) {
      for (const variant of [entry, entry.toUpperCase(), `  ${entry} `]) {
        expect(passwordProblems(variant, {})).toContain("password_too_common");
      }
    }
  });
});

describe("Django's verdict on addresses", () => {
  // What no mail server or the provider delivers to is refused at registration: a host without a dot or one named by
  // its number, a quoted local part, one outside ASCII (the provider has no SMTPUTF8) or of more than 64 characters.
  // Longer than the model's field is refused for its length, whatever the validator says.
  const refusedHere = (email: string) =>
    /@localhost$|\[|^"|^[^@]*[^\p{ASCII}@][^@]*@|^[^@]{65}/u.test(email) || email.length > 254;

  it.each(emailCases)("$email", ({ email, django }) => {
    // White space at the ends is cut off before Django's validator sees an address in a form.
    const isAccepted = email === email.trim() && emailField.safeParse(email).success;
    expect(isAccepted).toBe(django && !refusedHere(email));
  });

  it("compares addresses without case and with the domain in punycode", () => {
    expect(canonicalEmail("Ivan@Пример.РФ")).toBe(canonicalEmail("ivan@xn--e1afmkfd.xn--p1ai"));
    expect(canonicalEmail("a+x@b.co")).not.toBe(canonicalEmail("a@b.co"));
    expect(canonicalEmail("İ@x.co")).not.toBe(canonicalEmail("i@x.co"));
    expect(canonicalEmail("\u212a@x.co")).toBe(canonicalEmail("k@x.co"));
  });
});

describe("whatever is typed", () => {
  const MEGABYTE = 1_000_000;

  it.each([
    ["one letter", "x".repeat(MEGABYTE)],
    ["spaces inside", `x${" ".repeat(MEGABYTE)}y`],
    ["many parts", "a.".repeat(MEGABYTE / 2)],
    ["many at signs", "@".repeat(MEGABYTE)],
    ["combining marks, whose order is normalized", `a${"\u0301\u0323".repeat(MEGABYTE / 2)}`],
    ["invisible characters", "\u200b".repeat(MEGABYTE)],
  ])("is refused without much work: a million characters, %s", (_, text) => {
    const typed = { username: text, email: text, password: text, password2: text, phone_number: text };
    // Quadratic work on such a text takes minutes, so the test would not end in its time.
    const parsed = registerSchema.safeParse({
      ...typed,
      device: { fingerprint_hash: text, device_name: text },
    });
    expect(parsed.success).toBe(false);
    expect(loginSchema.safeParse({ email: text, password: text }).success).toBe(false);
  });

  it("has one form in which names are compared, also when that is compared again", () => {
    const others: string[] = [];
    for (let code = 0; code < 0x110000; code++) {
      const letter = String.fromCodePoint(code);
      const canonical = canonicalUsername(letter);
      if (canonicalUsername(canonical) !== canonical) others.push(code.toString(16));
      if (canonicalUsername(letter.toUpperCase()) !== canonical) others.push(code.toString(16));
    }
    expect(others).toEqual([]);
  });
});
