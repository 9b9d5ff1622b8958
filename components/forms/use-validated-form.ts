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
import { messagesAt } from "@/lib/schemas/field-errors";
import { type FormState, UNAVAILABLE } from "./form-state";

type Options<Values extends FieldValues, State extends FormState> = {
  schema: z.ZodMiniType<Values, Values>;
  action: (state: State, data: FormData) => Promise<State>;
  initial: State;
  /** Fields that are emptied when the server has found something wrong. */
  sensitiveFields?: Path<Values>[];
};

/**
 * A form that works without JavaScript, and checks itself by the same schema once JavaScript runs:
 * each field after it was first left, all of them before anything is sent.
 */
export function useValidatedForm<Values extends FieldValues, State extends FormState>({
  schema,
  action,
  initial,
  sensitiveFields = [],
}: Options<Values, State>) {
  // Answers a form that was sent before JavaScript ran; afterwards `submit` asks the action itself,
  // so that a connection that fails does not take with it what was typed.
  const [answered, formAction] = useActionState<State, FormData>(action, initial as Awaited<State>);
  const [latest, setLatest] = useState<State>();
  const [isPending, startSending] = useTransition();
  const isLocked = useRef(false);
  const state = latest ?? answered;

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
          return { ...state, errors: {}, message: UNAVAILABLE };
        });
        for (const name of sensitiveFields) form.setValue(name, "" as Values[typeof name]);
        startTransition(() => setLatest(next));
        unlock();
      });
    void form.handleSubmit(send, unlock)(event);
  }

  // The first that asks is the first on the page.
  let firstInvalid: string | undefined;
  const isFirstInvalid = (name: string) => {
    if (messagesAt(answered.errors, name).length > 0) firstInvalid ??= name;
    return firstInvalid === name;
  };

  return {
    state,
    isPending,
    formProps: { action: formAction, onSubmit: submit, noValidate: true },
    form,
    /** What an input of the form needs, and the messages that stand at it. */
    field: (name: Path<Values>) => ({
      ...form.register(name),
      messages: messagesOf(form.formState.errors, name),
      defaultValue: state.values[name],
      autoFocus: !latest && isFirstInvalid(name),
    }),
  };
}

function toFormErrors<Values extends FieldValues>({ errors }: FormState): FormErrors<Values> | undefined {
  const entries = Object.keys(errors).map((name) => {
    const messages = messagesAt(errors, name);
    return [name, { type: "server", message: messages[0], types: { server: messages } }];
  });
  return entries.length > 0 ? (Object.fromEntries(entries) as FormErrors<Values>) : undefined;
}

function messagesOf<Values extends FieldValues>(errors: FormErrors<Values>, name: Path<Values>): string[] {
  const error = errors[name];
  if (!error) return [];
  const all = Object.values((error.types ?? {}) as Record<string, string | string[] | boolean>).flat();
  const texts = all.filter((message): message is string => typeof message === "string");
  return texts.length > 0 ? texts : [String(error.message)];
}
