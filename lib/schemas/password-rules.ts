import * as z from "zod/mini";
import type { Message } from "@/lib/messages/message";
import { emailField } from "./email";
import { normalizePassword, type PasswordOwner, passwordProblems, unusablePassword } from "./password";
import { usernameField } from "./username";

type TypedPasswords = PasswordOwner & { password?: string; password2?: string };

/**
 * Checks a new password and its confirmation, as one check of a whole form.
 *
 * @param owner whose username and email address the password must not resemble; the form's own by default
 */
export function passwordRules(owner?: PasswordOwner) {
  return z.superRefine<TypedPasswords>(
    (typed, context) => {
      if (!typed.password) return;
      const report = (field: string, message: Message) =>
        context.addIssue({ code: "custom", path: [field], message });
      const unusable = unusablePassword(typed.password);
      // Comparing takes time proportional to both lengths, so a password that is rejected anyway is not compared.
      const problems =
        unusable.length > 0 ? unusable : passwordProblems(typed.password, validOnly(owner ?? typed));
      for (const message of problems) report("password", message);
      if (typed.password2 && normalizePassword(typed.password) !== normalizePassword(typed.password2)) {
        report("password2", "password_mismatch");
      }
    },
    // Runs even if other fields are invalid, so that all problems are reported together.
    { when: ({ value }) => typeof value === "object" && value !== null && !Array.isArray(value) },
  );
}

function validOnly({ username, email }: PasswordOwner): PasswordOwner {
  return {
    ...(usernameField.safeParse(username).success && { username }),
    ...(emailField.safeParse(email).success && { email }),
  };
}
