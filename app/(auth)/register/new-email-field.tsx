"use client";

import { type ComponentProps, type FocusEvent, useRef, useState } from "react";
import { EmailField } from "@/components/forms/email-field";
import { pointerReleased } from "@/components/forms/pointer-release";

/**
 * The field for the address to register. With JavaScript it suggests what was probably meant once the field is left;
 * without, the waiting page does. Either way the address is accepted as it is.
 */
export function NewEmailField(props: ComponentProps<typeof EmailField>) {
  const [suggestion, setSuggestion] = useState<string>();
  const container = useRef<HTMLDivElement>(null);

  function suggest({ currentTarget: { value } }: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) {
    import("@/lib/schemas/suggest-email")
      .then(({ suggestEmail }) => pointerReleased().then(() => setSuggestion(suggestEmail(value))))
      // The connection may have failed. It is only a suggestion.
      .catch(() => {});
  }

  function accept() {
    const input = container.current?.querySelector("input");
    if (!input || !suggestion) return;
    input.value = suggestion;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
    setSuggestion(undefined);
  }

  return (
    <div ref={container}>
      <EmailField {...props} onBlur={suggest} onInput={() => setSuggestion(undefined)} />
      {suggestion && (
        <p className="mt-1.5 text-sm leading-6 text-muted" role="status">
          Did you mean{" "}
          <button
            type="button"
            onMouseDown={(event) => event.preventDefault()}
            onClick={accept}
            className="rounded-sm font-semibold wrap-anywhere text-accent underline underline-offset-4 hover:decoration-2"
          >
            {suggestion}
          </button>
          ?
        </p>
      )}
    </div>
  );
}
