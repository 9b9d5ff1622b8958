import type * as z from "zod/mini";
import type { FieldErrors, Message } from "@/lib/messages/message";

/** The key of messages about an object as a whole, as in Django REST framework. */
const WHOLE = "non_field_errors";

/** Groups the issues of a failed parse by field. The schemas' messages are codes of `lib/messages`. */
export function fieldErrors(error: z.core.$ZodError): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of error.issues) {
    const message = issue.message as Message;
    const path = issue.path.map(String);
    const isWrongType = message.startsWith("not_an_object");
    if (path.length === 0) addError(errors, [WHOLE], isWrongType ? message : "no_data");
    else addError(errors, isWrongType ? [...path, WHOLE] : path, message);
  }
  return errors;
}

function addError(errors: FieldErrors, path: string[], message: Message) {
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

/** Returns the messages at a top-level field; empty if there are none. */
export function messagesAt(errors: FieldErrors | undefined, field: string): Message[] {
  const found = errors?.[field];
  return Array.isArray(found) ? found : [];
}
