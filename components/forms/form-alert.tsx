import type { ReactNode } from "react";
import { TextLink } from "@/components/layout/text-link";
import { Alert } from "@/components/ui/alert";
import { formatCountdown, formatDuration } from "@/lib/messages/duration";
import type { FormState } from "./form-state";

type FormAlertProps = {
  state: FormState;
  /** The seconds until the form can be submitted again, as the hook of the form counts them. */
  secondsLeft?: number;
  /** Links below the message. */
  actions?: ReactNode;
};

/**
 * The message about a form as a whole. If it says how long to wait, the time counts down. If the user must confirm their
 * identity first, they do so in a new tab, so that nothing they typed is lost.
 */
export function FormAlert({ state, secondsLeft, actions }: FormAlertProps) {
  const { message, successMessage, retryAfterSeconds, needsConfirmation } = state;
  if (successMessage) return <Alert tone="success">{successMessage}</Alert>;
  if (!message) return null;
  if (needsConfirmation) {
    return (
      <Alert tone="warning">
        {message}{" "}
        <TextLink href="/account/confirm" target="_blank">
          Confirm it's you
        </TextLink>{" "}
        in a new tab, then submit this form again.
      </Alert>
    );
  }
  if (!retryAfterSeconds || secondsLeft === undefined) return <Alert actions={actions}>{message}</Alert>;
  if (secondsLeft === 0) return <Alert tone="info">You can try again now.</Alert>;
  const wait = formatDuration(retryAfterSeconds);
  const [before, after] = message.split(wait);
  return (
    <Alert tone="warning" actions={actions}>
      {before}
      {/* Screen readers would announce every second. */}
      <span className="sr-only">{wait}</span>
      <span aria-hidden="true" className="tabular-nums">
        {formatCountdown(secondsLeft)}
      </span>
      {after}
    </Alert>
  );
}
