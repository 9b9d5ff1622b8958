"use client";

import { useActionState, useEffect, useState } from "react";
import { initialFormState } from "@/components/forms/form-state";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { formatDuration } from "@/lib/messages/duration";
import { resendAction } from "./actions";

type ResendFormProps = { email: string; waitSeconds: number };

/** Resends the verification email. Shows a countdown until that is allowed; the server enforces the wait itself. */
export function ResendForm({ email, waitSeconds }: ResendFormProps) {
  const [state, formAction, isPending] = useActionState(resendAction, initialFormState);
  const { secondsLeft, isCounting } = useCountdown(waitSeconds);
  return (
    <form action={formAction} className="space-y-3">
      {state.message && <Alert tone="warning">{state.message}</Alert>}
      <input type="hidden" name="email" value={email} />
      <Button type="submit" variant="secondary" wide disabled={isPending || (isCounting && secondsLeft > 0)}>
        {isPending ? "Sending…" : "Resend email"}
      </Button>
      <p className="h-5 text-center text-sm text-muted tabular-nums">
        {secondsLeft > 0 && `You can resend the email in ${formatDuration(secondsLeft)}.`}
      </p>
    </form>
  );
}

/**
 * Counts down by the clock, so a tab that was suspended shows the right time as soon as it wakes. Until JavaScript
 * runs, `isCounting` is false.
 */
function useCountdown(seconds: number) {
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [seconds]);
  return { secondsLeft: left ?? seconds, isCounting: left !== undefined };
}
