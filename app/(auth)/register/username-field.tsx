"use client";

import { type ComponentProps, type RefObject, useRef } from "react";
import { Field } from "@/components/forms/field";
import { useHasScript } from "@/components/forms/use-has-script";
import { useUsernameCheck } from "./use-username-check";

type UsernameFieldProps = Omit<ComponentProps<typeof Field>, "label" | "remedy"> & {
  /** Available usernames, if the server has refused the one in the field. */
  suggestions: string[];
};

/** A field for a new username. With JavaScript it tells whether the name is available as soon as the field is left. */
export function UsernameField({ suggestions, messages, ...field }: UsernameFieldProps) {
  const { answer, onBlur, forget } = useUsernameCheck();
  const container = useRef<HTMLDivElement>(null);
  const isRefused = messages.length > 0;
  return (
    <div ref={container}>
      <Field
        label="Username"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        {...field}
        messages={isRefused || !answer?.message ? messages : [answer.message]}
        remedy={
          <Suggestions
            names={answer?.suggestions.length ? answer.suggestions : suggestions}
            container={container}
            onChoice={forget}
          />
        }
        onBlur={onBlur}
        onInput={forget}
      />
      {answer && !answer.message && !isRefused && (
        <p className="mt-1.5 text-sm leading-5 text-success" role="status">
          {answer.username} is available.
        </p>
      )}
    </div>
  );
}

type SuggestionsProps = {
  names: string[];
  container: RefObject<HTMLDivElement | null>;
  onChoice: () => void;
};

/** Available usernames, as buttons that fill in the field. Without JavaScript they are text. */
function Suggestions({ names, container, onChoice }: SuggestionsProps) {
  const hasScript = useHasScript();
  if (names.length === 0) return null;
  const choose = (name: string) => {
    const input = container.current?.querySelector("input");
    if (!input) return;
    input.value = name;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
    onChoice();
  };
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1.5 text-sm leading-6">
      <span className="text-muted">Available:</span>
      {names.map((name) =>
        hasScript ? (
          <button
            key={name}
            type="button"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(name)}
            className="rounded-item border border-line-strong px-2 font-medium wrap-anywhere hover:bg-sunken"
          >
            {name}
          </button>
        ) : (
          <strong key={name} className="font-semibold wrap-anywhere">
            {name}
          </strong>
        ),
      )}
    </p>
  );
}
