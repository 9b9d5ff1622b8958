import { charField, serializer } from "./fields";
import { newPasswordField, type PasswordOwner } from "./password";
import { passwordRules } from "./password-rules";

const fields = {
  password: newPasswordField,
  password2: charField([], { trim: false, description: "Must match `password`." }),
};

/** A new password with its confirmation. @param owner whose names it must not resemble */
export function newPasswordSchema(owner: PasswordOwner) {
  return serializer(fields).check(passwordRules(owner));
}
