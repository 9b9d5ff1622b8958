import { charField, serializer } from "./fields";
import { newPasswordField, type PasswordOwner } from "./password";
import { passwordRules } from "./password-rules";

const fields = {
  password: newPasswordField,
  password2: charField([], { trim: false, description: "The same again." }),
};

/** A new password, twice, under the rules of a registration. @param owner of whom it must not remind */
export function newPasswordSchema(owner: PasswordOwner) {
  return serializer(fields).check(passwordRules(owner));
}
