import { MAX_EMAIL_LENGTH } from "./email";
import { charField, maxLength, serializer, storableText } from "./fields";
import { trimInvisible } from "./invisible-characters";
import { passwordField } from "./password";

/** What a user types to log in. The values are not validated: an invalid email address has no account. */
export const loginFormSchema = serializer({
  email: charField([maxLength(MAX_EMAIL_LENGTH), storableText], { trim: trimInvisible }),
  password: passwordField,
});
