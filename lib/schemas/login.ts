import { booleanField } from "./choice-fields";
import { deviceSchema } from "./device";
import { charField, maxLength, minLength, optional, serializer, storableText } from "./fields";
import { loginFormSchema } from "./login-form";

/** The length of 32 bytes in base64url. */
const DEVICE_TOKEN_MIN_LENGTH = 43;
const DEVICE_TOKEN_MAX_LENGTH = 128;

/** A login: what the user typed, and optionally the device. */
export const loginSchema = serializer({
  ...loginFormSchema.shape,
  remember_device: optional(booleanField()),
  device: optional(deviceSchema),
  device_token: optional(
    charField([minLength(DEVICE_TOKEN_MIN_LENGTH), maxLength(DEVICE_TOKEN_MAX_LENGTH), storableText], {
      description:
        "32 random bytes in base64url. Your program generates them once and sends them with every login. They prove that it is the same device.",
    }),
  ),
});
