import { emailField } from "./email";
import { charField, optional, serializer } from "./fields";

/** Another address, and the password where it was not asked for lately. */
export const changeEmailSchema = serializer({
  email: emailField,
  password: optional(charField([], { trim: false, allowBlank: true })),
});
