import { expect, it } from "vitest";
import { describeAuthentication } from "./authentication-methods";

it.each([
  [["pwd"], "Password"],
  [["pwd", "otp", "mfa"], "Password and authenticator app"],
  [["pwd", "recovery", "mfa"], "Password and recovery code"],
  [["pwd", "hwk", "user", "mfa"], "Password and passkey"],
  [["swk", "user", "mfa"], "Passkey"],
  [["pwd", "otp", "mfa", "swk", "hwk"], "Password, authenticator app, and passkey"],
  [[], ""],
])("describes %j as %j", (amr, text) => {
  expect(describeAuthentication(amr)).toBe(text);
});
