import type * as z from "zod/mini";

/** What is wrong, by field, in the order in which it should be read; nested as the input is. */
export type FieldErrors = { [field: string]: string[] | FieldErrors };

/** The key of what is wrong with an object as a whole. */
const WHOLE = "non_field_errors";

/** Groups the issues of a failed parse by field. */
export function fieldErrors(error: z.core.$ZodError): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String);
    const isWrongType = issue.code === "invalid_type" && issue.message.startsWith("Invalid data.");
    if (path.length === 0 || isWrongType) path.push(WHOLE);
    addError(
      errors,
      path,
      path.length === 1 && !isWrongType && path[0] === WHOLE ? "No data provided" : issue.message,
    );
  }
  return errors;
}

function addError(errors: FieldErrors, path: string[], message: string) {
  const [field = WHOLE, ...rest] = path;
  const known = errors[field];
  if (rest.length === 0) {
    errors[field] = Array.isArray(known) ? [...known, message] : [message];
    return;
  }
  const nested = known && !Array.isArray(known) ? known : {};
  errors[field] = nested;
  addError(nested, rest, message);
}

/** The messages at one top-level field; empty when there are none. */
export function messagesAt(errors: FieldErrors | undefined, field: string): string[] {
  const found = errors?.[field];
  return Array.isArray(found) ? found : [];
}
