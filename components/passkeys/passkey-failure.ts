import type { FormState } from "@/components/forms/form-state";
import type { PasskeyState } from "@/components/passkeys/use-passkey";
import type { Failure } from "@/lib/result";
import { messagesAt } from "@/lib/schemas/field-errors";

/** Adds to the state of a form whether the passkey no longer exists, so that the browser can be told. */
export function passkeyFailure(failure: Failure, state: FormState): PasskeyState {
  const errors = failure.code === "invalid" ? messagesAt(failure.errors, "passkey") : [];
  return { ...state, isUnknown: errors.includes("passkey_unknown") };
}
