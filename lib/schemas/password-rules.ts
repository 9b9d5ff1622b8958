import * as z from "zod/mini";
import { emailField } from "./email";
import { type PasswordOwner, passwordProblems, unusablePassword } from "./password";
import { usernameField } from "./username";

type TypedPasswords = PasswordOwner & { password?: string; password2?: string };

/**
 * What must hold of a new password and its repetition, as one check of a whole form.
 *
 * @param owner of whom it must not remind; by default of who types it
 */
// `when` has the rules held even where other fields are wrong, so that everything is flash at once.
export function passwordRules(owner?: PasswordOwner) {
  return z.superRefine<TypedPasswords>(
    (typed, context) => {
      if (!typed.password) return;
      const unusable = unusablePassword(typed.password);
      // Comparing takes time that grows with both lengths: nothing is compared that is refused anyway.
      const problems =
        unusable.length > 0 ? [] : passwordProblems(typed.password, comparable(owner ?? typed));
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
