import { setFailureStatus } from "@/lib/http/page-status";
import {
  ALREADY_SUBMITTED,
  CONFIRMATION_NEEDED,
  formMessage,
  overloaded,
  SESSION_EXPIRED,
  tooManyAppCodes,
  tooManyRequests,
} from "@/lib/messages/form-messages";
import type { FieldErrors } from "@/lib/messages/message";
import { NOT_SAVED } from "@/lib/messages/not-saved";
import type { Failure } from "@/lib/result";
import { messagesAt } from "@/lib/schemas/field-errors";
import type { FormState } from "./form-state";

// What server actions need of a form. Apart from what a browser loads.

/** Reads text fields of a form. A missing field, or one that is not text, is empty. */
export function readFields<Name extends string>(
  data: FormData,
  names: readonly Name[],
): Record<Name, string> {
  const entries = names.map((name) => {
    // A server action can be called with any argument.
    const value = data instanceof FormData ? data.get(name) : undefined;
    return [name, typeof value === "string" ? value : ""];
  });
  return Object.fromEntries(entries) as Record<Name, string>;
}

/** Returns the form state for an expected failure, with the typed values, and sets the status of the response. */
export async function formError(failure: Failure, values: Record<string, string>): Promise<FormState> {
  await setFailureStatus(failure);
  if (failure.code === "invalid") {
    const wrongSecrets = Object.keys(failure.errors).filter((field) =>
      messagesAt(failure.errors, field).includes("incorrect_password"),
    );
    return { values, errors: fieldTexts(failure.errors), wrongSecrets };
  }
  const message = failureMessage(failure);
  if (failure.code === "confirmation_needed") return { values, errors: {}, message, needsConfirmation: true };
  // The form takes what works now, so it must not wait.
  const isWaiting = !("limit" in failure && failure.limit === "app_codes");
  return "retryAfterSeconds" in failure && isWaiting
    ? { values, errors: {}, message, retryAfterSeconds: failure.retryAfterSeconds }
    : { values, errors: {}, message };
}

function fieldTexts(errors: FieldErrors): FormState["errors"] {
  const texts = Object.keys(errors).map((field) => [
    field,
    messagesAt(errors, field).map((message) => formMessage(message, field)),
  ]);
  return Object.fromEntries(texts);
}

function failureMessage(failure: Exclude<Failure, { code: "invalid" }>): string {
  switch (failure.code) {
    case "rate_limited":
      return failure.limit === "app_codes"
        ? tooManyAppCodes(failure.retryAfterSeconds)
        : tooManyRequests(failure.retryAfterSeconds);
    case "overloaded":
      return overloaded(failure.retryAfterSeconds);
    case "unavailable":
      return NOT_SAVED;
    case "session_expired":
      return SESSION_EXPIRED;
    case "confirmation_needed":
      return CONFIRMATION_NEEDED;
    case "idempotency_conflict":
      return ALREADY_SUBMITTED;
  }
}
