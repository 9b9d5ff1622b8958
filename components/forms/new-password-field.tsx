"use client";

import { type ComponentProps, type ComponentType, type SyntheticEvent, useState } from "react";
import type { PasswordOwner } from "@/lib/schemas/password";
import { PasswordField } from "./password-field";
import type { PasswordMeter } from "./password-meter";
import { PasswordRuleList } from "./password-rule-list";

type NewPasswordFieldProps = Omit<ComponentProps<typeof PasswordField>, "name" | "autoComplete" | "hint"> & {
  name: string;
  /** Whose username and email address the password must not resemble. Without it, the form's fields tell. */
  owner?: PasswordOwner;
  /** Validates the field again: the rules are complete only once the list of common passwords is loaded. */
  onRulesLoaded: () => void;
};

type Meter = { Component: ComponentType<ComponentProps<typeof PasswordMeter>>; form: HTMLFormElement };

/** A field for a new password, with the password rules. What judges the password is loaded on focus. */
export function NewPasswordField({ owner, onRulesLoaded, ...field }: NewPasswordFieldProps) {
  const [meter, setMeter] = useState<Meter>();
  const load = ({ currentTarget: { form } }: SyntheticEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    if (meter || !form) return;
    import("./password-meter")
      .then(({ PasswordMeter }) => setMeter({ Component: PasswordMeter, form }))
      .catch(() => {});
  };
  // The messages say what to do: the rules beside them would say it again.
  const isHidden = field.messages.length > 0;
  return (
    <PasswordField
      {...field}
      autoComplete="new-password"
      onFocus={load}
      // The field can have the focus before JavaScript runs.
      onInput={load}
      hint={
        meter ? (
          <meter.Component
            form={meter.form}
            name={field.name}
            owner={owner}
            isHidden={isHidden}
            onRulesLoaded={onRulesLoaded}
          />
        ) : (
          <PasswordRuleList isHidden={isHidden} />
        )
      }
    />
  );
}
