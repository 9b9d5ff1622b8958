import { randomUUID } from "node:crypto";
import type { RequestContext } from "@/lib/http/request-context";

/** Returns a valid registration with a username and email address that are not taken. */
export function validRegistration() {
  const username = `person_${randomUUID().slice(0, 8)}`;
  return {
    username,
    email: `${username}@example.com`,
    password: "Qv7!mzorbit-lane",
    password2: "Qv7!mzorbit-lane",
    device: {
      fingerprint_hash: "abc123xyz456def789",
      device_name: "My iPhone",
      device_type: "mobile",
      browser: "Safari",
      os: "iOS 17",
    },
  };
}

/** A device as it is detected from a request, for logins whose input does not describe one. */
export const testDevice = {
  fingerprint_hash: "abc123xyz456def789",
  device_name: "Firefox on Linux",
  device_type: "desktop",
} as const;

/** Returns the context of a request from a new IP address, so that tests share no rate limit. */
export function newRequestContext(): RequestContext {
  return { requestId: randomUUID(), ipAddress: randomUUID() };
}
