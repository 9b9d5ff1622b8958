"use client";

import { useSyncExternalStore } from "react";

const neverChanges = () => () => undefined;

/** Returns the person's time zone; `undefined` on the server, and while the page is hydrated. */
export function useTimeZone(): string | undefined {
  return useSyncExternalStore(
    neverChanges,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => undefined,
  );
}
