import { booleanField } from "./choice-fields";
import { deviceSchema } from "./device";
import { charField, maxLength, minLength, optional, serializer, storableText } from "./fields";
import { loginFormSchema } from "./login-form";

const MAX_CODE_LENGTH = 100;
/** The length of 32 bytes in base64url. */
const DEVICE_TOKEN_MIN_LENGTH = 43;
const DEVICE_TOKEN_MAX_LENGTH = 128;

/** The secret that proves a program's device. */
export const deviceTokenField = charField(
  [minLength(DEVICE_TOKEN_MIN_LENGTH), maxLength(DEVICE_TOKEN_MAX_LENGTH), storableText],
  {
    description:
      "A secret that your program makes once, of 32 random bytes in base64url, and sends with every login. It proves that this is the same device as before.",
  },
);

/** A code of an authenticator app, or a recovery code, in any notation. Blank counts as none. */
const loginCodeField = charField([maxLength(MAX_CODE_LENGTH), storableText], {
  allowBlank: true,
  description:
    "The 6 digits that the authenticator app shows, or a recovery code, to log in with one request. Ignored if the user has no second factor.",
});

/** A login: what the user typed, and optionally the device and the code of the second factor. */
export const loginSchema = serializer({
  ...loginFormSchema.shape,
  code: optional(loginCodeField),
  remember_device: optional(booleanField()),
  device: optional(deviceSchema),
  device_token: optional(deviceTokenField),
});
