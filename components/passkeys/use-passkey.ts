"use client";

import { unstable_rethrow } from "next/navigation";
import { useCallback, useState, useSyncExternalStore, useTransition } from "react";
import type { FormState } from "@/components/forms/form-state";
import { initialFormState } from "@/components/forms/form-state";
import { PasskeyError, signalUnknownPasskey, supportsPasskeys } from "./request-passkey";

/** What the server says about a passkey's answer. */
export type PasskeyState = FormState & {
  /** The passkey was removed from the account. */
  isUnknown?: boolean;
};

const NOT_SENT = "Something went wrong. Check your connection and try again.";
const subscribe = () => () => {};

/**
 * Returns whether this browser knows passkeys.
 *
 * @param assumed what to take for granted until JavaScript runs
 */
export const useSupportsPasskeys = (assumed = false) =>
  useSyncExternalStore(subscribe, supportsPasskeys, () => assumed);

type Options<State extends PasskeyState> = {
  /** Asks the browser, and returns its answer. */
  request: () => Promise<{ id: string }>;
  /** Sends the answer to the server. */
  action: (state: State, data: FormData) => Promise<State>;
  /** Fields to send along. */
  fields?: () => Record<string, string>;
};

/** A request for a passkey with its outcome. */
export function usePasskey<State extends PasskeyState>({ request, action, fields }: Options<State>) {
  const [state, setState] = useState<State>(initialFormState as State);
  const [isPending, startSending] = useTransition();

  const send = useCallback(
    (credential: { id: string }) =>
      new Promise<void>((resolve) => {
        const data = new FormData();
        for (const [name, value] of Object.entries(fields?.() ?? {})) data.set(name, value);
        data.set("response", JSON.stringify(credential));
        startSending(async () => {
          const next = await action(initialFormState as State, data).catch((error: unknown): State => {
            unstable_rethrow(error);
            return { ...(initialFormState as State), message: NOT_SENT };
          });
          if (next?.isUnknown) await signalUnknownPasskey(credential.id);
          if (next) setState(next);
          resolve();
        });
      }),
    [action, fields],
  );

  /** Asks for a passkey and sends the answer. */
  const start = useCallback(async () => {
    setState(initialFormState as State);
    try {
      await send(await request());
    } catch (error) {
      const text = error instanceof PasskeyError ? error.text : NOT_SENT;
      if (text) setState({ ...(initialFormState as State), message: text });
    }
  }, [request, send]);

  return { state, isPending, start, send };
}

/** Returns the texts of a failed request for a passkey. */
export function passkeyMessages({ message, errors }: PasskeyState): string[] {
  return [...(message ? [message] : []), ...Object.values(errors).flat()];
}
