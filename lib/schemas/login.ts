import { MAX_EMAIL_LENGTH } from "./email";
import { charField, maxLength, serializer, storableText } from "./fields";
import { passwordField } from "./password";

/** What a person types to log in. Neither field is judged: what is wrong with it is nobody's account. */
export const loginSchema = serializer({
  email: charField([maxLength(MAX_EMAIL_LENGTH), storableText]),
  password: passwordField,
});
