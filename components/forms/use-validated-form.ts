"use client";

import { unstable_rethrow } from "next/navigation";
import {
  type FocusEvent,
  type FormEvent,
  startTransition,
  useActionState,
  useEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import type { FieldValues, Path } from "react-hook-form";
import type * as z from "zod/mini";
import { NOT_SAVED } from "@/lib/messages/not-saved";
import type { FormState } from "./form-state";
import type { FormValidation, Problems } from "./form-validation";
import { pointerReleased, watchPointer } from "./pointer-release";
import { useCountdown } from "./use-countdown";

type Schema<Values extends FieldValues> = z.ZodMiniType<Values, Values>;

type Options<Values extends FieldValues, State extends FormState> = {
  /** The schema, or a function that loads it once the form is used. */
  schema: Schema<Values> | (() => Promise<Schema<Values>>);
  action: (state: State, data: FormData) => Promise<State>;
  initial: State;
  /** Passwords. They are cleared after success, and stay after an error unless it says that they are wrong. */
  sensitiveFields?: Path<Values>[];
};

/** A form tells its password fields that their values were cleared. */
export const FIELDS_CLEARED = "fields-cleared";

/**
 * A form that works without JavaScript. Once JavaScript runs, it validates with the same schema: each field after it
 * was left, and all fields before the form is submitted. The code for that is loaded when the form gets the focus.
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
  const [problems, setProblems] = useState<Problems>({});
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set());
  const [refusals, setRefusals] = useState(0);
  const [isPending, startSending] = useTransition();
  const isLocked = useRef(false);
  const formRef = useRef<HTMLFormElement>(null);
  const validation = useRef<Promise<FormValidation | undefined>>(undefined);
  const leftEarly = useRef(new Set<string>());
  const state = latest ?? initialState;
  const { secondsLeft, isCounting } = useCountdown(state.retryAfterSeconds ?? 0, state);

  function load(): Promise<FormValidation | undefined> {
    const form = formRef.current;
    if (!form) return Promise.resolve(undefined);
    validation.current ??= loadValidation(form, schema, setProblems).then((loaded) => {
      // The next focus tries again.
      if (!loaded) validation.current = undefined;
      for (const target of form.elements) {
        if (isField(target) && leftEarly.current.has(target.name)) loaded?.handle({ type: "blur", target });
      }
      return loaded;
    });
    return validation.current;
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: a field can have the focus before JavaScript runs
  useEffect(() => {
    if (formRef.current?.contains(document.activeElement)) void load();
  }, []);

  useEffect(watchPointer, []);

  useEffect(() => {
    if (refusals > 0) formRef.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refusals]);

  async function leave({ target }: FocusEvent<HTMLFormElement>) {
    // Whoever only passes through a field has made no mistake yet.
    if (!isField(target) || (target.value === "" && !edited.has(target.name))) return;
    if (!validation.current) leftEarly.current.add(target.name);
    const [loaded] = await Promise.all([validation.current, pointerReleased()]);
    loaded?.handle({ type: "blur", target });
  }

  function change({ target }: FormEvent<HTMLFormElement>) {
    if (!isField(target)) return;
    setEdited((before) => (before.has(target.name) ? before : new Set(before).add(target.name)));
    void validation.current?.then((loaded) => loaded?.handle({ type: "change", target }));
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isLocked.current) return;
    isLocked.current = true;
    const form = event.currentTarget;
    const data = new FormData(form);
    const loaded = await load();
    if (loaded && !(await loaded.isValid())) {
      isLocked.current = false;
      setRefusals((count) => count + 1);
      return;
    }
    const clear = (names: readonly string[]) => {
      if (names.length === 0) return;
      for (const field of form.elements) if (isField(field) && names.includes(field.name)) field.value = "";
      loaded?.reset();
      form.dispatchEvent(new Event(FIELDS_CLEARED));
    };
    startSending(async () => {
      const next = await action(state, data).catch((error: unknown): State => {
        isLocked.current = false;
        try {
          unstable_rethrow(error);
        } catch (redirect) {
          // It can lead to the page of the form.
          clear(sensitiveFields);
          throw redirect;
        }
        return { ...initial, values: state.values, message: NOT_SAVED };
      });
      const wrong = next.wrongSecrets ?? [];
      clear(next.successMessage ? sensitiveFields : wrong);
      const [first] = wrong;
      if (first) form.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      isLocked.current = false;
      startTransition(() => {
        setLatest(next);
        setProblems({});
        setEdited(new Set());
        setRefusals((count) => count + 1);
      });
    });
  }

  // Fields are rendered in the order of the page, so the first invalid one is the first to ask.
  let firstInvalid: string | undefined;
  const isFirstInvalid = (name: string) => {
    if (initialState.errors[name]?.length) firstInvalid ??= name;
    return firstInvalid === name;
  };

  const serverProblems = (name: string) => (edited.has(name) ? [] : (state.errors[name] ?? []));

  return {
    state,
    isPending,
    /** The seconds until the form can be submitted again. */
    secondsLeft,
    /** Whether submitting makes no sense yet. A changed address or name may have a limit of its own. */
    isWaiting: isCounting && !edited.has("email"),
    formProps: {
      ref: formRef,
      action: formAction,
      onSubmit: submit,
      onFocus: () => void load(),
      onBlur: leave,
      onInput: change,
      noValidate: true,
    },
    /** Validates a field again if the user has left it. */
    recheck: (name: Path<Values>) => void validation.current?.then((loaded) => loaded?.recheck(name)),
    /** The props of a field: its name, value and messages. */
    field: (name: Path<Values>) => ({
      name,
      messages: problems[name] ?? serverProblems(name),
      defaultValue: state.values[name],
      autoFocus: !latest && isFirstInvalid(name),
    }),
  };
}

async function loadValidation<Values extends FieldValues>(
  form: HTMLFormElement,
  schema: Options<Values, FormState>["schema"],
  report: (problems: Problems) => void,
): Promise<FormValidation | undefined> {
  try {
    const [{ validateForm }, loaded] = await Promise.all([
      import("./form-validation"),
      typeof schema === "function" ? schema() : schema,
    ]);
    return validateForm(form, loaded, report);
  } catch {
    // The connection may have failed. The server validates in any case.
    return undefined;
  }
}

type FormElement = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isField(target: unknown): target is FormElement {
  return (
    (target instanceof HTMLInputElement && target.type !== "hidden") ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  );
}
