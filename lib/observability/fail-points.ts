import { channel } from "node:diagnostics_channel";

/** The moments of a registration and of a delivery between which a process can die. */
export type FailPoint =
  | "register:hash"
  | "register:write"
  | "register:written"
  | "register:answer"
  | "mail:claim"
  | "mail:claimed"
  | "mail:tokens-issued"
  | "mail:send"
  | "mail:sent"
  | "mail:marked"
  | "mail:release"
  | "mail:released"
  | "webhook:write"
  | "webhook:written"
  | "verify:write"
  | "verify:written"
  | "verify:marked";

const steps = channel("real-mfa:fail-point");

/**
 * Tells whoever listens on the diagnostics channel `real-mfa:fail-point` where this process is. EmptyState does,
 * but for the tests that end it there; then this costs the look at a flag.
 */
export function failPoint(name: FailPoint): void {
  if (steps.hasSubscribers) steps.publish(name);
}
