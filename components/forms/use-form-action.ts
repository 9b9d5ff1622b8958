"use client";

import { type FormEvent, startTransition, useActionState, useEffect, useRef } from "react";
import type { FormState } from "./form-state";
import { useCountdown } from "./use-countdown";

/** Fields whose value is cleared if it was wrong. */
const SECRETS = ["password", "code"];

/**
 * A form whose fields only the server validates. It works without JavaScript. Once JavaScript runs, the fields keep what
 * was typed, passwords too, unless they were wrong: React would reset a form whose action it calls.
 */
export function useFormAction<State extends FormState>(
  action: (state: State, data: FormData) => Promise<State>,
  initial: State,
) {
  const [state, formAction, isPending] = useActionState<State, FormData>(action, initial as Awaited<State>);
  const { secondsLeft, isCounting } = useCountdown(state.retryAfterSeconds ?? 0, state);
  const sent = useRef<{ form: HTMLFormElement; state: State }>(undefined);

  useEffect(() => {
    if (isPending || !sent.current) return;
    const { form, state: before } = sent.current;
    sent.current = undefined;
    // The action redirected, which can lead to the page of the form.
    if (state === before) form.reset();
    for (const name of SECRETS) {
      const field = state.errors[name] && form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = "";
    }
  }, [isPending, state]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    sent.current = { form, state };
    startTransition(() => formAction(data));
  }

  return {
    state,
    isPending,
    /** The seconds until the form can be submitted again. */
    secondsLeft,
    /** Whether submitting makes no sense yet. */
    isWaiting: isCounting,
    formProps: { action: formAction, onSubmit: submit },
  };
}
