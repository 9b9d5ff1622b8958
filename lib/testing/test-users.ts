import { randomUUID } from "node:crypto";
import type { RequestContext } from "@/lib/http/request-context";

/** A registration that nothing is wrong with, of somebody who was never here. */
export function someRegistration() {
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

/** What a browser tells of itself where nobody asks. */
export const someDevice = {
  fingerprint_hash: "abc123xyz456def789",
  device_name: "Firefox on Linux",
  device_type: "desktop",
} as const;

/** A request from an address of its own, so that no limit is shared. */
export function someContext(): RequestContext {
  return { requestId: randomUUID(), ipAddress: randomUUID() };
}
