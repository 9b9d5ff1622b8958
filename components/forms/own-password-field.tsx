import { PasswordField } from "./password-field";

/** Asks somebody with a session for their password before a change to someone else's account. */
export function OwnPasswordField({ messages = [] }: { messages?: string[] | undefined }) {
  return (
    <PasswordField
      label="Your password"
      name="password"
      autoComplete="current-password"
      required
      hint="To confirm that it's you."
      messages={messages}
    />
  );
}
