import type * as z from "zod/mini";
import { deviceSchema } from "./device";
import { emailField } from "./email";
import { charField, choiceField, optional, serializer } from "./fields";
import { newPasswordField } from "./password";
import { passwordRules } from "./password-rules";
import { phoneNumberField, typedPhoneNumberField } from "./phone-number";
import { usernameField } from "./username";

const accountFields = {
  username: usernameField,
  email: emailField,
  password: newPasswordField,
  password2: charField([], { trim: false, description: "Must match `password`." }),
  phone_number: phoneNumberField,
};

/** What a user types to register, as far as a browser checks it. */
export const registerFormSchema = serializer({
  ...accountFields,
  phone_number: typedPhoneNumberField,
}).check(passwordRules());

/** A registration: what the user typed, and the device. The only role to register with is `user`. */
export const registerSchema = serializer({
  ...accountFields,
  role: optional(choiceField(["user"])),
  device: deviceSchema,
}).check(passwordRules());

export type RegisterForm = z.input<typeof registerFormSchema>;
export type Registration = z.output<typeof registerSchema>;
