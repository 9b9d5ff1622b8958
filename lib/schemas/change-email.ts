import { emailField } from "./email";
import { charField, optional, serializer } from "./fields";

/** A new email address, and the password if it was not entered recently. */
export const changeEmailSchema = serializer({
  email: emailField,
  password: optional(charField([], { trim: false, allowBlank: true })),
});
