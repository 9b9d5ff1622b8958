import type { FieldErrors } from "@/lib/schemas/field-errors";

/** Why something expected did not happen. What nobody expects is thrown instead. */
export type Failure =
  | { code: "invalid"; errors: FieldErrors }
  | { code: "rate_limited"; retryAfterSeconds: number }
  | { code: "overloaded"; retryAfterSeconds: number }
  /** A service that is needed does not answer; nothing was done. */
  | { code: "unavailable" }
  /** The session in which it was to be done was ended meanwhile. */
  | { code: "session_ended" }
  /** A key that was used for one request was used again for another. */
  | { code: "idempotency_conflict" };

/** Thrown in a transaction, so that nothing is done in a session that was ended while it was being done. */
export class SessionEndedError extends Error {
  override name = "SessionEndedError";
}

export type Result<Value, Reason extends { code: string } = Failure> =
  | { ok: true; value: Value }
  | { ok: false; failure: Reason };

export function succeed<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function fail<Reason extends { code: string }>(failure: Reason): { ok: false; failure: Reason } {
  return { ok: false, failure };
}
