"use client";

import { useCallback } from "react";
import { createPasskey } from "@/components/passkeys/request-passkey";
import { passkeyMessages, usePasskey, useSupportsPasskeys } from "@/components/passkeys/use-passkey";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DoneLink } from "../done-link";
import { RecoveryCodeList } from "../recovery-code-list";
import { type AddPasskeyState, addPasskeyAction } from "./actions";

/** Creates a passkey in the browser, and then shows the recovery codes if they are new. */
export function AddPasskey({ serviceName }: { serviceName: string }) {
  const isSupported = useSupportsPasskeys();
  const request = useCallback(() => createPasskey("/account/security/passkey/options"), []);
  const { state, isPending, start } = usePasskey<AddPasskeyState>({ request, action: addPasskeyAction });
  if (state.isAdded) {
    return (
      <div className="space-y-5">
        <Alert tone="success">Passkey added. You can log in with it from now on.</Alert>
        {state.recoveryCodes && (
          <>
            <h2 className="text-title font-semibold">Save your recovery codes</h2>
            <p className="leading-7 text-muted">
              If you lose your passkey, a recovery code logs you in. Each works once. We show them only now.
            </p>
            <RecoveryCodeList codes={state.recoveryCodes} serviceName={serviceName} />
          </>
        )}
        <DoneLink hasCodes={Boolean(state.recoveryCodes)} />
      </div>
    );
  }
  return (
    <div className="space-y-5">
      {passkeyMessages(state).map((message) => (
        <Alert key={message}>{message}</Alert>
      ))}
      <Button disabled={!isSupported || isPending} onClick={() => void start()}>
        {isPending ? "Adding…" : "Create passkey"}
      </Button>
      <noscript>
        <p className="text-sm text-muted">
          Passkeys need JavaScript. Without it, add an authenticator app instead.
        </p>
      </noscript>
    </div>
  );
}
