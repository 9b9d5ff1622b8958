"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useEarlyInput } from "@/components/forms/use-early-input";
import { Select } from "@/components/ui/select";

type FilterSelectProps = { name: string; label: string; value: string | undefined; children: ReactNode };

/** A filter that submits its form when it is changed. Without JavaScript, the form's button does. */
export function FilterSelect({ name, label, value = "", children }: FilterSelectProps) {
  const select = useEarlyInput<HTMLSelectElement>((field) => {
    if (field.value !== value) field.form?.requestSubmit();
  });
  const shown = useRef(value);
  // Shows the value of a new URL. A new key would too, but lose the keyboard focus.
  useEffect(() => {
    if (select.current && shown.current !== value) select.current.value = value;
    shown.current = value;
  }, [select, value]);
  return (
    <Select
      ref={select}
      name={name}
      aria-label={label}
      defaultValue={value}
      onChange={({ currentTarget }) => currentTarget.form?.requestSubmit()}
    >
      {children}
    </Select>
  );
}
