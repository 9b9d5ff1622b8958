"use client";

import { unstable_rethrow } from "next/navigation";
import {
  type FormEvent,
  startTransition,
  useActionState,
  useEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import { NOT_SAVED } from "@/lib/messages/not-saved";
import type { FormState } from "./form-state";
import { useCountdown } from "./use-countdown";

/**
 * A form whose fields only the server validates. It works without JavaScript. Once JavaScript runs, the fields keep what
 * was typed, passwords too, unless they were wrong, and also if the connection fails: React would reset a form whose action
 * it calls.
 */
export function useFormAction<State extends FormState>(
  action: (state: State, data: FormData) => Promise<State>,
  initial: State,
) {
  // Holds the state of a form that was submitted before JavaScript ran.
  const [initialState, formAction] = useActionState<State, FormData>(action, initial as Awaited<State>);
  const [latest, setLatest] = useState<State>();
  const [isPending, startSending] = useTransition();
  const [asksPassword, setAsksPassword] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const isLocked = useRef(false);
  const formRef = useRef<HTMLFormElement>(null);
  const state = latest ?? initialState;
  const { secondsLeft, isCounting } = useCountdown(state.retryAfterSeconds ?? 0, state);

  useEffect(() => {
    if (refusals > 0) formRef.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refusals]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isLocked.current) return;
    isLocked.current = true;
    const form = event.currentTarget;
    const data = new FormData(form);
    startSending(async () => {
      const next = await action(state, data).catch((error: unknown): State => {
        isLocked.current = false;
        try {
          unstable_rethrow(error);
        } catch (redirect) {
          // It can lead to the page of the form.
          form.reset();
          throw redirect;
        }
        return { ...initial, values: state.values, message: NOT_SAVED };
      });
      const wrong = [...(next.wrongSecrets ?? []), ...(next.errors.code ? ["code"] : [])];
      for (const name of wrong) {
        const field = form.elements.namedItem(name);
        if (field instanceof HTMLInputElement) field.value = "";
      }
      isLocked.current = false;
      startTransition(() => {
        setLatest(next);
        setRefusals((count) => count + 1);
        if (next.errors.password) setAsksPassword(true);
      });
    });
  }

  return {
    state,
    isPending,
    /** The seconds until the form can be submitted again. */
    secondsLeft,
    /** Whether submitting makes no sense yet. */
    isWaiting: isCounting,
    /** Whether the action has come back for the password: the time without it can end while the page is open. */
    asksPassword: asksPassword || Boolean(initialState.errors.password),
    formProps: { ref: formRef, action: formAction, onSubmit: submit },
  };
}
