"use client";

import { type ComponentProps, type ComponentType, type ReactNode, useId } from "react";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";

type FieldProps = Omit<ComponentProps<"input"> & ComponentProps<"textarea">, "id" | "ref"> & {
  label: string;
  /** A text area instead of a single line. */
  isLong?: boolean;
  /** Takes the place of the text input. */
  control?: ComponentType<ComponentProps<"input">>;
  /** Marks the field as optional beside its label. */
  isOptional?: boolean;
  /** Help that is visible before any error. */
  hint?: ReactNode;
  messages: string[];
  /** What to do about the messages: links or buttons below them. */
  remedy?: ReactNode;
  /** A button over the end of the input. `false` leaves the space for it. */
  end?: ReactNode;
};

/** A labeled input with its errors and hint, associated for assistive technology. */
export function Field(props: FieldProps) {
  const {
    label,
    isOptional,
    isLong,
    control: TextInput = Input,
    hint,
    messages,
    remedy,
    end,
    ...input
  } = props;
  const id = useId();
  const isInvalid = messages.length > 0;
  const Control = isLong ? Textarea : TextInput;
  const control = (
    <Control
      id={id}
      aria-invalid={isInvalid || undefined}
      aria-describedby={`${id}-messages${hint ? ` ${id}-hint` : ""}`}
      className={end === undefined ? undefined : "pr-12 [&::-ms-reveal]:hidden"}
      {...input}
    />
  );
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 inline-block text-sm font-semibold">
        {label}
      </label>
      {isOptional && <span className="ml-1.5 text-sm text-muted">(optional)</span>}
      {end === undefined ? (
        control
      ) : (
        <div className="relative">
          {control}
          {end}
        </div>
      )}
      <div id={`${id}-messages`} aria-live="polite">
        {messages.map((message) => (
          <p key={message} className="mt-1.5 text-sm leading-5 text-danger">
            {message}
          </p>
        ))}
      </div>
      {isInvalid && remedy}
      {hint && (
        <div id={`${id}-hint`} className="mt-1.5 text-sm leading-5 text-muted">
          {hint}
        </div>
      )}
    </div>
  );
}
