import type { BodyFailure } from "@/lib/http/read-bytes";
import { toApiErrors } from "@/lib/messages/api-messages";
import type { FieldErrors } from "@/lib/messages/message";
import { REFUSALS } from "@/lib/messages/refusals";
import {
  type Failure,
  type Forbidden,
  type NotFound,
  type Refused,
  UNAVAILABLE_RETRY_SECONDS,
} from "@/lib/result";
import type { TokenFailure } from "@/lib/tokens/consume-token";

type Headers = Record<string, string>;

/** Builds a JSON response that must not be cached. */
export function jsonResponse(status: number, body: unknown, headers: Headers = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...headers },
  });
}

/** Builds an error in the shape of those that Django REST framework itself returns, rather than one of its views. */
export function errorDetail(status: number, text: string, headers: Headers = {}): Response {
  return jsonResponse(status, { detail: text }, headers);
}

export function successResponse(message: string, fields: object = {}, status = 200): Response {
  return jsonResponse(status, { status: "success", message, ...fields });
}

export function errorResponse(status: number, message: string, fields: object = {}): Response {
  return jsonResponse(status, { status: "error", message, ...fields });
}

/** The response to a login of a suspended account, with the end of the suspension if one is set. */
export function suspendedResponse({ until }: { until?: Date }): Response {
  return errorResponse(403, "Your account is suspended.", until && { suspended_until: until.toISOString() });
}

export function validationErrorResponse(errors: FieldErrors, fields: object = {}): Response {
  return errorResponse(400, "Validation failed", { errors: toApiErrors(errors), ...fields });
}

/** The response to a body that can't be used. A client that closed the connection doesn't receive it. */
export function bodyErrorResponse({ code }: BodyFailure): Response {
  if (code === "aborted") return errorDetail(400, "The request was aborted.");
  return errorDetail(413, "Request body exceeds 64 KiB.");
}

export function throttledResponse(seconds: number): Response {
  return retryLaterResponse(429, "Request was throttled.", seconds);
}

function retryLaterResponse(status: number, reason: string, seconds: number): Response {
  const unit = seconds === 1 ? "second" : "seconds";
  const text = `${reason} Expected available in ${seconds} ${unit}.`;
  return errorDetail(status, text, { "retry-after": String(seconds) });
}

/** The response to a request without credentials where they are required. */
export function unauthenticatedResponse(): Response {
  const text = "Authentication credentials were not provided.";
  return errorDetail(401, text, { "www-authenticate": "Bearer" });
}

/** The response to an unknown, expired or revoked bearer token. */
export function invalidTokenResponse(): Response {
  return errorDetail(401, "Invalid token.", { "www-authenticate": "Bearer" });
}

/** The response where the resource doesn't exist or belongs to another user; callers can't tell which. */
export function notFoundResponse(): Response {
  return errorDetail(404, "Not found.");
}

/** The response where the caller's role doesn't allow the request. */
export function forbiddenResponse(): Response {
  return errorDetail(403, "You do not have permission to perform this action.");
}

/** The response to an admin who impersonates somebody, where that isn't enough. */
export function impersonatingResponse(): Response {
  return errorDetail(403, "Changes are turned off during an impersonation. Stop it first.");
}

/** Maps an expected failure of a use case to its response. */
export function failureResponse(failure: Failure | NotFound | TokenFailure | Forbidden | Refused): Response {
  switch (failure.code) {
    case "forbidden":
      return forbiddenResponse();
    case "refused":
      return errorDetail(409, REFUSALS[failure.reason]);
    case "not_found":
      return notFoundResponse();
    case "used":
      return validationErrorResponse({ token: ["token_used"] });
    case "unknown":
      return validationErrorResponse({ token: ["token_invalid"] });
    case "invalid":
      return validationErrorResponse(failure.errors);
    case "rate_limited":
      return throttledResponse(failure.retryAfterSeconds);
    case "overloaded":
      return retryLaterResponse(503, "The server is overloaded.", failure.retryAfterSeconds);
    case "unavailable":
      return errorDetail(503, "Temporarily unavailable. Please try again.", {
        "retry-after": String(UNAVAILABLE_RETRY_SECONDS),
      });
    case "session_expired":
      return invalidTokenResponse();
    case "confirmation_needed":
      return errorDetail(403, "Confirm your identity first, with POST /api/account/confirm/.");
    case "idempotency_conflict":
      return errorDetail(409, "This Idempotency-Key was already used with a different request.");
  }
}
