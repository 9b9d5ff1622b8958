import type { FieldErrors } from "./messages/message";
import type { Refusal } from "./messages/refusals";

/** An expected failure that any use case can return. Unexpected errors are thrown. */
export type Failure =
  | { code: "invalid"; errors: FieldErrors }
  /** `limit` names one that has a way around it: another second factor than a code of an app. */
  | { code: "rate_limited"; retryAfterSeconds: number; limit?: "app_codes" | undefined }
  | { code: "overloaded"; retryAfterSeconds: number }
  /** A required service does not respond. Nothing was changed. */
  | { code: "unavailable" }
  /** The session was revoked while the request was being processed. Nothing was changed. */
  | { code: "session_expired" }
  /** The action needs a recent check of the second factor: `/account/confirm`. Nothing was changed. */
  | { code: "confirmation_needed" }
  /** The idempotency key was used before, with a different request. */
  | { code: "idempotency_conflict" };

/** When to try again after the failure `unavailable`. */
export const UNAVAILABLE_RETRY_SECONDS = 60;

/** The resource doesn't exist or belongs to another user; callers can't tell which. */
export type NotFound = { code: "not_found" };

/** The actor's role doesn't allow it. */
export type Forbidden = { code: "forbidden" };

/** The state of the account doesn't allow it, for example because someone else was faster. Nothing was changed. */
export type Refused = { code: "refused"; reason: Refusal };

/** Thrown inside a transaction to roll it back when its session was revoked in the meantime. */
export class SessionExpiredError extends Error {
  override name = "SessionExpiredError";
}

/** What a use case returns: a value, or the reason why there is none. */
export type Result<Value, Reason extends { code: string } = Failure> =
  | { ok: true; value: Value }
  | { ok: false; failure: Reason };

export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function err<Reason extends { code: string }>(failure: Reason): { ok: false; failure: Reason } {
  return { ok: false, failure };
}
