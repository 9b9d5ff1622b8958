import { charField, serializer } from "./fields";
import { newPasswordField, type PasswordOwner, passwordField } from "./password";
import { passwordRules } from "./password-rules";

/** The current password, and a new one with its confirmation. @param owner whose names it must not resemble */
export function changePasswordSchema(owner: PasswordOwner) {
  return serializer({
    current_password: passwordField,
    password: newPasswordField,
    password2: charField([], { trim: false, description: "Must match `password`." }),
  }).check(passwordRules(owner));
}
