import { charField, serializer } from "./fields";
import { newPasswordField, type PasswordOwner, passwordField } from "./password";
import { passwordRules } from "./password-rules";

/** The present password, and a new one twice. @param owner of whom it must not remind */
export function changePasswordSchema(owner: PasswordOwner) {
  return serializer({
    current_password: passwordField,
    password: newPasswordField,
    password2: charField([], { trim: false, description: "The same again." }),
  }).check(passwordRules(owner));
}
