"use client";

import { PasskeyButton } from "@/components/passkeys/passkey-button";
import { verifyPasskeyAction } from "./actions";
import { TrustDevice } from "./trust-device";

const FORM_ID = "verify-passkey";

/** Verifies a login with one of the user's passkeys. */
export function VerifyPasskey({ next }: { next: string }) {
  const fields = () => {
    const form = document.getElementById(FORM_ID);
    const data = form instanceof HTMLFormElement ? new FormData(form) : new FormData();
    return { next, remember_device: String(data.get("remember_device") ?? "") };
  };
  return (
    <form id={FORM_ID} className="space-y-5" onSubmit={(event) => event.preventDefault()}>
      <PasskeyButton optionsPath="/login/verify/passkey-options" action={verifyPasskeyAction} fields={fields}>
        Use your passkey
      </PasskeyButton>
      <TrustDevice />
    </form>
  );
}
