"use client";

import { useCallback } from "react";
import { Alert } from "@/components/ui/alert";
import { Button, type ButtonProps } from "@/components/ui/button";
import { requestPasskey } from "./request-passkey";
import { type PasskeyState, passkeyMessages, usePasskey, useSupportsPasskeys } from "./use-passkey";

type PasskeyButtonProps = {
  optionsPath: string;
  action: (state: PasskeyState, data: FormData) => Promise<PasskeyState>;
  fields?: () => Record<string, string>;
  variant?: ButtonProps["variant"];
  children: string;
};

/** Asks for one of the user's passkeys. Says so where the browser knows none, or JavaScript is off. */
export function PasskeyButton({ optionsPath, action, fields, variant, children }: PasskeyButtonProps) {
  const isSupported = useSupportsPasskeys();
  const request = useCallback(() => requestPasskey(optionsPath), [optionsPath]);
  const { state, isPending, start } = usePasskey({ request, action, ...(fields && { fields }) });
  return (
    <div className="space-y-3">
      {passkeyMessages(state).map((message) => (
        <Alert key={message}>{message}</Alert>
      ))}
      <Button wide variant={variant} disabled={!isSupported || isPending} onClick={() => void start()}>
        {children}
      </Button>
      <noscript>
        <p className="text-sm text-muted">Passkeys need JavaScript. Use another method.</p>
      </noscript>
    </div>
  );
}
