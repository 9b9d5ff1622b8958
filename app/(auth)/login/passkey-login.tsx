"use client";

import { useCallback, useEffect, useRef } from "react";
import { useHasScript } from "@/components/forms/use-has-script";
import {
  cancelPasskeyRequest,
  requestPasskey,
  supportsAutofill,
} from "@/components/passkeys/request-passkey";
import { passkeyMessages, usePasskey, useSupportsPasskeys } from "@/components/passkeys/use-passkey";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { passkeyLoginAction } from "./passkey-actions";

const OPTIONS_PATH = "/login/passkey-options";
/** The challenge lives for 5 minutes. A request that waits at the field gets a new one before. */
const RENEWAL_MS = 4 * 60 * 1000;
/** A request that fails sooner wasn't answered by a person. */
const INSTANT_MS = 1000;
const MAX_INSTANT_FAILURES = 3;

/** Logs in with a passkey alone: by a button, or by choosing the passkey at the email field. */
export function PasskeyLogin({ next }: { next: string }) {
  // Almost all browsers do. So the button is there from the start, and nothing moves.
  const isSupported = useSupportsPasskeys(true);
  const hasScript = useHasScript();
  const fields = useCallback(() => ({ next }), [next]);
  const request = useCallback(() => requestPasskey(OPTIONS_PATH), []);
  const { state, isPending, start, send } = usePasskey({ request, action: passkeyLoginAction, fields });
  const autofill = useRef(0);

  /** Offers passkeys at the email field, again and again with a new challenge, until something else is asked for. */
  const offerAtField = useCallback(async () => {
    autofill.current += 1;
    const turn = autofill.current;
    if (!(await supportsAutofill())) return;
    for (let instantFailures = 0; instantFailures < MAX_INSTANT_FAILURES; ) {
      const startedAt = Date.now();
      const renewal = setTimeout(() => void cancelPasskeyRequest(), RENEWAL_MS);
      const credential = await requestPasskey(OPTIONS_PATH, {
        isWanted: () => turn === autofill.current,
      }).catch(() => undefined);
      clearTimeout(renewal);
      if (turn !== autofill.current) return;
      if (credential) await send(credential);
      if (Date.now() - startedAt < INSTANT_MS) instantFailures += 1;
    }
  }, [send]);

  useEffect(() => {
    void offerAtField();
    return () => {
      autofill.current += 1;
      void cancelPasskeyRequest();
    };
  }, [offerAtField]);

  async function startByButton() {
    autofill.current += 1;
    await start();
    void offerAtField();
  }

  if (!isSupported) return null;
  return (
    <div className="mt-3 space-y-3 noscript:hidden">
      {passkeyMessages(state).map((message) => (
        <Alert key={message}>{message}</Alert>
      ))}
      <Button
        wide
        variant="secondary"
        // A press that no script hears yet would be lost. It looks the same, so that nothing flickers.
        disabled={isPending || !hasScript}
        className={hasScript ? undefined : "disabled:opacity-100"}
        onClick={() => void startByButton()}
      >
        Log in with a passkey
      </Button>
    </div>
  );
}
