import type { Profile } from "@/lib/account/profile";
import type { SafeUser } from "@/lib/database/safe-user";
import type { ListedDevice } from "@/lib/devices/manage-devices";
import type { Failure } from "@/lib/result";
import type { FieldErrors } from "@/lib/schemas/field-errors";
import type { ListedSession } from "@/lib/sessions/manage-sessions";

type Headers = Record<string, string>;

/** An answer of the API: JSON, kept by nobody. */
export function jsonResponse(status: number, body: unknown, headers: Headers = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...headers },
  });
}

/** What Django REST framework itself answers, as opposed to a view of its. */
export function errorDetail(status: number, text: string, headers: Headers = {}): Response {
  return jsonResponse(status, { detail: text }, headers);
}

export function successResponse(message: string, more: object = {}, status = 200): Response {
  return jsonResponse(status, { status: "success", message, ...more });
}

export function errorResponse(status: number, message: string, more: object = {}): Response {
  return jsonResponse(status, { status: "error", message, ...more });
}

export function validationErrorResponse(errors: FieldErrors): Response {
  return errorResponse(400, "Validation failed", { errors });
}

export function throttledResponse(seconds: number): Response {
  const unit = seconds === 1 ? "second" : "seconds";
  const text = `Request was throttled. Expected available in ${seconds} ${unit}.`;
  return errorDetail(429, text, { "retry-after": String(seconds) });
}

/** A bearer token that opens nothing, or nothing any more. */
export function invalidTokenResponse(): Response {
  return errorDetail(401, "Invalid token.", { "www-authenticate": "Bearer" });
}

/** What is not there, or is somebody else's. */
export function notFoundResponse(): Response {
  return errorDetail(404, "Not found.");
}

const TOKEN_FAILURES = {
  used: "This token has already been used.",
  unknown: "This token is invalid or has expired.",
} as const;

/** The answer to a token that does nothing. */
export function tokenErrorResponse(failure: { code: keyof typeof TOKEN_FAILURES }): Response {
  return validationErrorResponse({ token: [TOKEN_FAILURES[failure.code]] });
}

/** The answer to an expected failure that any use case may have. */
export function failureResponse(
  failure: Failure | { code: "not_found" } | { code: "used" | "unknown" },
): Response {
  switch (failure.code) {
    case "not_found":
      return notFoundResponse();
    case "used":
    case "unknown":
      return tokenErrorResponse(failure);
    case "invalid":
      return validationErrorResponse(failure.errors);
    case "rate_limited":
      return throttledResponse(failure.retryAfterSeconds);
    case "overloaded":
      return errorDetail(503, "Too many requests at once. Please try again.", {
        "retry-after": String(failure.retryAfterSeconds),
      });
    case "unavailable":
      return errorDetail(503, "Temporarily unavailable. Please try again.", { "retry-after": "60" });
    case "session_expired":
      return invalidTokenResponse();
    case "idempotency_conflict":
      return errorDetail(409, "This Idempotency-Key was used for another request.");
  }
}

/** A user as the API shows them. */
export function userJson({ id, username, email, role, emailVerified }: SafeUser) {
  return { id, username, email, role, email_verified: emailVerified };
}

/** A profile as the API shows it. */
export function profileJson({ username, email, bio, address, phoneNumber, pictureHash }: Profile) {
  return { username, email, bio, address, phone_number: phoneNumber, has_picture: pictureHash !== null };
}

/** A session as the API shows it. */
export function sessionJson({
  id,
  kind,
  isCurrent,
  ipAddress,
  createdAt,
  lastSeenAt,
  device,
}: ListedSession) {
  return {
    id,
    kind,
    is_current: isCurrent,
    ip_address: ipAddress,
    device,
    created_at: createdAt.toISOString(),
    last_seen_at: lastSeenAt.toISOString(),
  };
}

/** A device as the API shows it. */
export function deviceJson({ id, name, type, browser, os, isTrusted, createdAt, lastSeenAt }: ListedDevice) {
  return {
    id,
    device_name: name,
    device_type: type,
    browser,
    os,
    is_trusted: isTrusted,
    first_seen_at: createdAt.toISOString(),
    last_seen_at: lastSeenAt.toISOString(),
  };
}
