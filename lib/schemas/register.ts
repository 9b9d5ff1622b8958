import type * as z from "zod/mini";
import { deviceSchema } from "./device";
import { emailField } from "./email";
import { charField, choiceField, optional, serializer } from "./fields";
import { newPasswordField } from "./password";
import { passwordRules } from "./password-rules";
import { phoneNumberField } from "./phone-number";
import { usernameField } from "./username";

const accountFields = {
  username: usernameField,
  email: emailField,
  password: newPasswordField,
  password2: charField([], { trim: false, description: "The same again." }),
  phone_number: phoneNumberField,
};

/** What a person types to register. */
export const registerFormSchema = serializer(accountFields).check(passwordRules());

/** What a registration is: what the person typed, and the device. EmptyState registers as more than a user. */
export const registerSchema = serializer({
  ...accountFields,
  role: optional(choiceField(["user"])),
  device: deviceSchema,
}).check(passwordRules());

export type RegisterForm = z.input<typeof registerFormSchema>;
export type Registration = z.output<typeof registerSchema>;
