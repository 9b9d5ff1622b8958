"use client";

import { type ComponentProps, useEffect, useRef, useState } from "react";
import { Field } from "@/components/forms/field";
import { ChevronRightIcon } from "@/components/ui/icons";

type PhoneFieldProps = Omit<ComponentProps<typeof Field>, "label">;

/** The optional phone number, hidden until somebody wants to add it. It is open if there is a number or an error. */
export function PhoneField(props: PhoneFieldProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const isInvalid = props.messages.length > 0;
  // Afterwards it is the user who opens and closes it.
  const [isOpenAtFirst] = useState(isInvalid || Boolean(props.defaultValue));
  useEffect(() => {
    if (isInvalid && details.current) details.current.open = true;
  }, [isInvalid]);
  return (
    <details ref={details} open={isOpenAtFirst} className="group">
      <summary className="inline-flex cursor-pointer list-none items-center gap-1 rounded-sm text-sm font-semibold text-accent [&::-webkit-details-marker]:hidden">
        <ChevronRightIcon className="size-4 transition-transform duration-fast group-open:rotate-90" />
        Add a phone number
      </summary>
      <div className="mt-3">
        <Field
          label="Phone number"
          isOptional
          type="tel"
          autoComplete="tel"
          // The message says the same.
          hint={isInvalid ? undefined : "Include your country code, e.g. +1 555 123 4567."}
          {...props}
        />
      </div>
    </details>
  );
}
