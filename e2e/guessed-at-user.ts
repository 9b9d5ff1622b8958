import { expect } from "@playwright/test";
import { call } from "./api-client";
import { newRegistration } from "./test-users";
import { markVerified } from "./verified-user";

/** The default of `LOGIN_GLOBAL_RATE_LIMIT`. */
const GUESSES = 100;
const AT_ONCE = 4;

/** Registers a user from elsewhere, at whose password strangers then guess until the limit is reached. */
export async function createGuessedAt() {
  const user = newRegistration();
  await call("POST", "/api/auth/register/", user);
  await markVerified(user.email);
  const guess = () => call("POST", "/api/auth/login/", { email: user.email, password: "wrong" });
  for (let done = 0; done < GUESSES; done += AT_ONCE) {
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, guess));
    for (const { status } of answers) expect(status).toBe(401);
  }
  return user;
}
