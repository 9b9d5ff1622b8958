import { randomUUID } from "node:crypto";

export type Credentials = { email: string; password: string };
export type TestUser = Credentials & { username: string };

/** Returns a user whose username and email address no other test uses. */
export function newUser(): TestUser {
  const username = `user_${randomUUID().slice(0, 13).replace("-", "")}`;
  return { username, email: `${username}@example.com`, password: "Qv7!mzorbit-lane" };
}

/**
 * Returns the body of a registration request for a new user.
 *
 * @param emailPrefix what the email address starts with, such as a prefix that the mailbox bounces
 */
export function newRegistration(emailPrefix = "") {
  const { username, email, password } = newUser();
  return {
    username,
    email: emailPrefix + email,
    password,
    password2: password,
    device: {
      fingerprint_hash: "abc123xyz456def789",
      device_name: "My iPhone",
      device_type: "mobile",
      browser: "Safari",
      os: "iOS 17",
    },
  };
}

/** Returns a client IP address that no rate limit has counted yet. */
export function newIpAddress(): string {
  const [a, b, c] = crypto.getRandomValues(new Uint8Array(3));
  return `10.${a}.${b}.${c}`;
}

/** Returns the header that makes a request come from a new IP address. */
export function fromNewIpAddress() {
  return { "x-forwarded-for": newIpAddress() };
}
