import { channel } from "node:diagnostics_channel";

/** The points of a registration, delivery, verification and bulk job at which the chaos test kills the process. */
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
  | "verify:marked"
  | "bulk:collected"
  | "bulk:marked"
  | "bulk:acted";

const failPoints = channel("real-mfa:fail-point");

/**
 * Publishes on the diagnostics channel `real-mfa:fail-point` that execution has reached a point. Only the chaos test
 * and the benchmark subscribe; without a subscriber this costs the check of a flag.
 */
export function failPoint(name: FailPoint): void {
  if (failPoints.hasSubscribers) failPoints.publish(name);
}
