import type { Failure } from "@/lib/result";
import type { FieldErrors } from "@/lib/schemas/field-errors";

/** What a form shows: what was typed (never a password), and what is wrong with it. */
export type FormState = {
  values: Record<string, string>;
  errors: FieldErrors;
  /** About the form as a whole. */
  message?: string;
  /** What was done, where the form stays. */
  successMessage?: string;
};

export const initialFormState: FormState = { values: {}, errors: {} };

/** The texts of these fields as typed; a field that is missing, or no text, is an empty one. */
export function readFields<Name extends string>(
  data: FormData,
  names: readonly Name[],
): Record<Name, string> {
  const entries = names.map((name) => {
    // An action can be called with anything.
    const value = data instanceof FormData ? data.get(name) : undefined;
    return [name, typeof value === "string" ? value : ""];
  });
  return Object.fromEntries(entries) as Record<Name, string>;
}

/** Shows an expected failure at the form, with what was typed. */
export function formError(failure: Failure, values: Record<string, string>): FormState {
  switch (failure.code) {
    case "invalid":
      return { values, errors: failure.errors };
    case "rate_limited":
      return {
        values,
        errors: {},
        message: `That was too often. Please try again in ${formatDuration(failure.retryAfterSeconds)}.`,
      };
    case "unavailable":
      return { values, errors: {}, message: UNAVAILABLE };
    case "session_expired":
      return { values, errors: {}, message: "You were logged out meanwhile. Please log in again." };
    case "idempotency_conflict":
      return { values, errors: {}, message: "This form was sent already. Please open it anew." };
    case "overloaded":
      return {
        values,
        errors: {},
        message: `Many people are here just now. Please try again in ${formatDuration(failure.retryAfterSeconds)}.`,
      };
  }
}

/** When it is our fault, and nothing was typed. */
export const TRY_AGAIN = "That did not work, and the fault is ours. Please try again in a moment.";

/** When it is our fault. */
export const UNAVAILABLE =
  "That did not work, and the fault is ours. What you typed is still here: please try again in a moment.";

const UNITS = [
  [24 * 60 * 60, "day"],
  [60 * 60, "hour"],
  [60, "minute"],
] as const;

/** `90` as "2 minutes", `1` as "1 second", two hours and a bit as "3 hours". */
export function formatDuration(seconds: number): string {
  const [length, unit] = UNITS.find(([length]) => seconds >= length) ?? [1, "second"];
  const count = Math.ceil(seconds / length);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
