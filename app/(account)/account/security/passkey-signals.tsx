"use client";

import { useEffect } from "react";
import { signalAcceptedPasskeys } from "@/components/passkeys/request-passkey";

/** Tells the browser which passkeys exist, so that it stops offering removed ones. Renders nothing. */
export function PasskeySignals({
  userHandle,
  credentialIds,
}: {
  userHandle: string;
  credentialIds: string[];
}) {
  const ids = credentialIds.join(" ");
  useEffect(() => {
    void signalAcceptedPasskeys(userHandle, ids.split(" ").filter(Boolean));
  }, [userHandle, ids]);
  return null;
}
