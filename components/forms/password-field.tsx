"use client";

import { type ComponentProps, useEffect, useRef, useState } from "react";
import { EyeIcon, EyeOffIcon } from "@/components/ui/icons";
import { Field } from "./field";
import { useHasScript } from "./use-has-script";

type PasswordFieldProps = Omit<ComponentProps<typeof Field>, "type" | "end" | "isLong">;

/** A password field with a button that shows what was typed. Without JavaScript there is no button. */
export function PasswordField(props: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const hasScript = useHasScript();

  // A browser remembers what is submitted in a text field, and would suggest it to the next person.
  useEffect(() => {
    const form = hasScript ? button.current?.form : undefined;
    const hide = () => setIsShown(false);
    form?.addEventListener("submit", hide);
    return () => form?.removeEventListener("submit", hide);
  }, [hasScript]);

  const Icon = isShown ? EyeOffIcon : EyeIcon;
  return (
    <Field
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      {...props}
      type={isShown ? "text" : "password"}
      end={
        hasScript && (
          <button
            ref={button}
            type="button"
            // The focus stays in the field.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setIsShown(!isShown)}
            className="absolute inset-y-0 right-0 flex w-11 items-center justify-center rounded-field text-muted hover:text-ink"
          >
            <Icon className="size-5" />
            <span className="sr-only">{isShown ? "Hide password" : "Show password"}</span>
          </button>
        )
      }
    />
  );
}
