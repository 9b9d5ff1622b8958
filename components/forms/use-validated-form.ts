"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { unstable_rethrow } from "next/navigation";
import {
  type FormEvent,
  startTransition,
  useActionState,
  useMemo,
  useRef,
  useState,
  useTransition,
} from "react";
import { type FieldValues, type FieldErrors as FormErrors, type Path, useForm } from "react-hook-form";
import type * as z from "zod/mini";
import { browserMessage, NOT_SAVED } from "@/lib/messages/browser-messages";
import type { Message } from "@/lib/messages/message";
import type { FormState } from "./form-state";

type Options<Values extends FieldValues, State extends FormState> = {
  schema: z.ZodMiniType<Values, Values>;
  action: (state: State, data: FormData) => Promise<State>;
  initial: State;
  /** Fields that are cleared when the server returns an error. */
  sensitiveFields?: Path<Values>[];
};

/**
 * A form that works without JavaScript, and validates with the same schema once JavaScript runs: each field after it
 * was blurred, and all fields before the form is submitted.
 */
export function useValidatedForm<Values extends FieldValues, State extends FormState>({
  schema,
  action,
  initial,
  sensitiveFields = [],
}: Options<Values, State>) {
  // Holds the state of a form that was submitted before JavaScript ran. Afterwards `submit` calls the action itself,
  // so that a failed connection doesn't lose what was typed.
  const [initialState, formAction] = useActionState<State, FormData>(action, initial as Awaited<State>);
  const [latest, setLatest] = useState<State>();
  const [isPending, startSending] = useTransition();
  const isLocked = useRef(false);
  const state = latest ?? initialState;

  const errors = useMemo(() => toFormErrors<Values>(state), [state]);
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    mode: "onTouched",
    criteriaMode: "all",
    errors,
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isLocked.current) return;
    isLocked.current = true;
    const data = new FormData(event.currentTarget);
    const unlock = () => {
      isLocked.current = false;
    };
    const send = () =>
      startSending(async () => {
        const next = await action(state, data).catch((error: unknown): State => {
          unstable_rethrow(error);
          return { ...state, errors: {}, message: NOT_SAVED };
        });
        for (const name of sensitiveFields) form.setValue(name, "" as Values[typeof name]);
        startTransition(() => setLatest(next));
        unlock();
      });
    void form.handleSubmit(send, unlock)(event);
  }

  // Fields are registered in the order of the page, so the first invalid one is the first to ask.
  let firstInvalid: string | undefined;
  const isFirstInvalid = (name: string) => {
    if (initialState.errors[name]?.length) firstInvalid ??= name;
    return firstInvalid === name;
  };

  return {
    state,
    isPending,
    formProps: { action: formAction, onSubmit: submit, noValidate: true },
    form,
    /** The props of a field: its registration, value and messages. */
    field: (name: Path<Values>) => ({
      ...form.register(name),
      messages: messagesOf(form.formState.errors, name),
      defaultValue: state.values[name],
      autoFocus: !latest && isFirstInvalid(name),
    }),
  };
}

function toFormErrors<Values extends FieldValues>({ errors }: FormState): FormErrors<Values> | undefined {
  const entries = Object.entries(errors).map(([name, texts]) => [
    name,
    { type: "server", message: texts[0], types: { server: texts } },
  ]);
  return entries.length > 0 ? (Object.fromEntries(entries) as FormErrors<Values>) : undefined;
}

function messagesOf<Values extends FieldValues>(errors: FormErrors<Values>, name: Path<Values>): string[] {
  const error = errors[name];
  if (!error) return [];
  const all = Object.values((error.types ?? {}) as Record<string, string | string[] | boolean>).flat();
  const messages = all.filter((message) => typeof message === "string");
  // The schema's messages are codes, the server's are texts already.
  return (messages.length > 0 ? messages : [String(error.message)]).map(
    (message) => browserMessage(message as Message, name) ?? message,
  );
}
