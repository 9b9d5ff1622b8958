import { charField, optional, serializer } from "./fields";
import { passwordField } from "./password";

/** The user's current password, required for sensitive actions. */
export const currentPasswordSchema = serializer({ password: passwordField });

/** The user's current password, for actions that need it only if it was not entered recently. */
export const optionalPasswordField = optional(charField([], { trim: false, allowBlank: true }));

/** Nothing but the password, if it was not entered recently. */
export const optionalPasswordSchema = serializer({ password: optionalPasswordField });
