import { optionalPasswordField } from "./current-password";
import { emailField } from "./email";
import { serializer } from "./fields";

/** A new email address, and the password if it was not entered recently. */
export const changeEmailSchema = serializer({
  email: emailField,
  password: optionalPasswordField,
});
