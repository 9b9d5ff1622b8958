import { deviceSchema } from "./device";
import { MAX_EMAIL_LENGTH } from "./email";
import { booleanField, charField, maxLength, optional, serializer, storableText } from "./fields";
import { passwordField } from "./password";

/** What a person types to log in. Neither field is judged: what is wrong with it is nobody's account. */
export const loginFormSchema = serializer({
  email: charField([maxLength(MAX_EMAIL_LENGTH), storableText]),
  password: passwordField,
});

/** A log-in: what the person typed, and the device, where it is told. */
export const loginSchema = serializer({
  ...loginFormSchema.shape,
  remember_device: optional(booleanField()),
  device: optional(deviceSchema),
});
