import * as z from "zod/mini";
import { deviceSchema } from "./device";
import { emailField } from "./email";
import { charField, choiceField, maxLength, optional, pattern, serializer, storableText } from "./fields";
import { newPasswordField, type PasswordOwner, passwordProblems, unusablePassword } from "./password";
import { usernameField } from "./username";

const phoneNumberField = optional(
  charField([pattern(/^\+?1?\p{Nd}{9,15}$/u, "Enter a valid value."), maxLength(15), storableText], {
    allowBlank: true,
    allowNull: true,
    description: "With the country code.",
  }),
);

const accountFields = {
  username: usernameField,
  email: emailField,
  password: newPasswordField,
  password2: charField([], { trim: false, description: "The same again." }),
  phone_number: phoneNumberField,
};

type TypedPasswords = PasswordOwner & { password?: string; password2?: string };

// `when` has the rules held even where other fields are wrong, so that everything is said at once.
function passwordRules() {
  return z.superRefine<TypedPasswords>(
    (typed, context) => {
      if (!typed.password) return;
      const unusable = unusablePassword(typed.password);
      // Comparing takes time that grows with both lengths: nothing is compared that is refused anyway.
      const problems = unusable.length > 0 ? [] : passwordProblems(typed.password, comparable(typed));
      problems.push(...unusable);
      for (const message of problems) {
        context.addIssue({ code: "custom", path: ["password"], message });
      }
      if (typed.password2 && typed.password !== typed.password2) {
        context.addIssue({ code: "custom", path: ["password2"], message: "Password fields didn't match." });
      }
    },
    { when: ({ value }) => typeof value === "object" && value !== null && !Array.isArray(value) },
  );
}

function comparable({ username, email }: PasswordOwner): PasswordOwner {
  return {
    ...(usernameField.safeParse(username).success && { username }),
    ...(emailField.safeParse(email).success && { email }),
  };
}

/** What a person types to register. */
export const registerFormSchema = serializer(accountFields).check(passwordRules());

/** What a registration is: what the person typed, and the device. Nobody registers as more than a user. */
export const registerSchema = serializer({
  ...accountFields,
  role: optional(choiceField(["user"])),
  device: deviceSchema,
}).check(passwordRules());

export type RegisterForm = z.input<typeof registerFormSchema>;
export type Registration = z.output<typeof registerSchema>;
