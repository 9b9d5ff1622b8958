import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Returns whether JavaScript runs: false in the page that the server sends, true once it is interactive. */
export function useHasScript(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
