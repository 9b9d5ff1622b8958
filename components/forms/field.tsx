"use client";

import { type ComponentProps, type ReactNode, type RefCallback, useId } from "react";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";

type FieldProps = Omit<ComponentProps<"input"> & ComponentProps<"textarea">, "id" | "ref"> & {
  label: string;
  /** Several lines. */
  isLong?: boolean;
  ref?: RefCallback<HTMLInputElement | HTMLTextAreaElement>;
  /** Stands beside the label of a field that may be left empty. */
  isOptional?: boolean;
  /** What helps to fill the field rightly, visible before any mistake. */
  hint?: ReactNode;
  messages: string[];
};

/** A labelled input with what is wrong with it underneath, tied together for who cannot see them. */
export function Field({ label, isOptional, isLong, hint, messages, ...input }: FieldProps) {
  const id = useId();
  const isInvalid = messages.length > 0;
  const Control = isLong ? Textarea : Input;
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 inline-block text-sm font-semibold">
        {label}
      </label>
      {isOptional && <span className="ml-1.5 text-sm text-muted">(optional)</span>}
      <Control
        id={id}
        aria-invalid={isInvalid || undefined}
        aria-describedby={`${id}-messages${hint ? ` ${id}-hint` : ""}`}
        {...input}
      />
      <div id={`${id}-messages`} aria-live="polite">
        {messages.map((message) => (
          <p key={message} className="mt-1.5 text-sm leading-5 text-danger">
            {message}
          </p>
        ))}
      </div>
      {hint && (
        <div id={`${id}-hint`} className="mt-1.5 text-sm leading-5 text-muted">
          {hint}
        </div>
      )}
    </div>
  );
}
