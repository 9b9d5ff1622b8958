import type * as z from "zod/mini";
import { emailField } from "./email";
import { charField, serializer } from "./fields";
import { newPasswordField } from "./password";
import { passwordRules } from "./password-rules";
import { phoneNumberField, typedPhoneNumberField } from "./phone-number";
import { usernameField } from "./username";

// Apart from the API's schema, whose fields for programs need not be loaded by a browser.

/** The fields of an account that a registration creates. */
export const accountFields = {
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

export type RegisterForm = z.input<typeof registerFormSchema>;
