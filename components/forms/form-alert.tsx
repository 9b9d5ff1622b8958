import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { formatCountdown, formatDuration } from "@/lib/messages/duration";
import type { FormState } from "./form-state";

type FormAlertProps = {
  state: FormState;
  /** The seconds until the form can be submitted again, as `useValidatedForm` counts them. */
  secondsLeft: number;
  /** Links below the message. */
  actions?: ReactNode;
};

/** The message about a form as a whole. If it says how long to wait, the time counts down. */
export function FormAlert({ state, secondsLeft, actions }: FormAlertProps) {
  const { message, successMessage, retryAfterSeconds } = state;
  if (successMessage) return <Alert tone="success">{successMessage}</Alert>;
  if (!message) return null;
  if (!retryAfterSeconds) return <Alert actions={actions}>{message}</Alert>;
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
