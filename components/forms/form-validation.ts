import { zodResolver } from "@hookform/resolvers/zod";
import {
  createFormControl,
  type FieldError,
  type FieldValues,
  type FieldErrors as FormErrors,
  type Path,
} from "react-hook-form";
import type * as z from "zod/mini";
import { browserMessage } from "@/lib/messages/browser-messages";
import type { Message } from "@/lib/messages/message";

// Loaded when somebody starts to fill in a form: neither React Hook Form nor the rules are part of the page's scripts.

/** The texts that a form shows, by field. */
export type Problems = Record<string, string[]>;

export type FormValidation = {
  /** Handles a change of a field, or that it was left. */
  handle: (event: { type: "change" | "blur"; target: FormElement }) => void;
  /** Validates a field again if the user has left it, for example because a rule has changed. */
  recheck: (name: string) => void;
  /** Validates all fields. From then on each is validated as it changes. */
  isValid: () => Promise<boolean>;
  /** Forgets what was typed and left. */
  reset: () => void;
};

type FormElement = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Validates the fields of a form: each after it was left, and all before the form is submitted.
 *
 * @param report receives the problems of all fields when they change
 */
export function validateForm<Values extends FieldValues>(
  form: HTMLFormElement,
  schema: z.ZodMiniType<Values, Values>,
  report: (problems: Problems) => void,
): FormValidation {
  const control = createFormControl<Values>({
    resolver: zodResolver(schema),
    mode: "onTouched",
    criteriaMode: "all",
    shouldFocusError: false,
  });
  let problems: Problems = {};
  control.subscribe({
    formState: { errors: true },
    callback: ({ errors }) => {
      problems = textsOf(errors ?? {});
      report(problems);
    },
  });
  const readValues = () => {
    for (const element of fieldsOf(form)) {
      control.register(element.name as Path<Values>);
      // A browser can fill in fields without an event.
      control.setValue(element.name as Path<Values>, typedInto(element) as Values[Path<Values>]);
    }
  };
  readValues();
  return {
    handle: ({ type, target }) => {
      const { onBlur, onChange } = control.register(target.name as Path<Values>);
      const event = { type, target: { name: target.name, value: typedInto(target) } };
      void (type === "blur" ? onBlur(event) : onChange(event));
      // A field's problem can be about another one: the confirmation of a password that has just been changed.
      const others = Object.keys(problems).filter((name) => name !== target.name);
      if (type === "change" && others.length > 0) void control.trigger(others as Path<Values>[]);
    },
    recheck: (name) => {
      if (control.getFieldState(name as Path<Values>).isTouched) void control.trigger(name as Path<Values>);
    },
    isValid: async () => {
      readValues();
      let isValid = false;
      await control.handleSubmit(() => {
        isValid = true;
      })();
      return isValid;
    },
    reset: () => {
      control.reset();
      readValues();
    },
  };
}

function fieldsOf(form: HTMLFormElement): FormElement[] {
  return [...form.elements].filter(
    (element): element is FormElement =>
      (element instanceof HTMLInputElement && element.type !== "hidden") ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement,
  );
}

function typedInto(element: FormElement): string | boolean {
  const isCheckbox = element instanceof HTMLInputElement && element.type === "checkbox";
  return isCheckbox ? element.checked : element.value;
}

function textsOf<Values extends FieldValues>(errors: FormErrors<Values>): Problems {
  const entries = Object.entries(errors as Record<string, FieldError | undefined>).map(([name, error]) => {
    const all = Object.values((error?.types ?? {}) as Record<string, string | string[] | boolean>).flat();
    const messages = all.filter((message) => typeof message === "string");
    // The schema's messages are codes.
    const codes = messages.length > 0 ? messages : [String(error?.message)];
    return [name, codes.map((code) => browserMessage(code as Message, name) ?? code)];
  });
  return Object.fromEntries(entries);
}
