"use client";

import { useActionState } from "react";
import { FormAlert } from "@/components/forms/form-alert";
import { initialFormState } from "@/components/forms/form-state";
import { useCountdown } from "@/components/forms/use-countdown";
import { Button } from "@/components/ui/button";
import { formatCountdown } from "@/lib/messages/duration";
import { resendAction } from "./actions";

type ResendFormProps = {
  email: string;
  waitSeconds: number;
  /** Restarts the countdown after each email. */
  renderedAt: number;
};

/** Resends the verification email. Shows a countdown until that is allowed; the server enforces the wait itself. */
export function ResendForm({ email, waitSeconds, renderedAt }: ResendFormProps) {
  const [state, formAction, isPending] = useActionState(resendAction, initialFormState);
  const seconds = state.retryAfterSeconds ?? waitSeconds;
  const { secondsLeft, isCounting } = useCountdown(seconds, state.retryAfterSeconds ? state : renderedAt);
  return (
    <form action={formAction} className="space-y-3">
      <FormAlert state={state} secondsLeft={secondsLeft} />
      <input type="hidden" name="email" value={email} />
      <div className="flex min-h-9 flex-wrap items-center justify-center gap-x-3 gap-y-2 text-sm text-muted">
        <Button type="submit" variant="secondary" size="small" disabled={isPending || isCounting}>
          {isPending ? "Sending…" : "Resend email"}
        </Button>
        {secondsLeft > 0 && !state.message && (
          <span className="tabular-nums">You can resend the email in {formatCountdown(secondsLeft)}.</span>
        )}
      </div>
    </form>
  );
}
