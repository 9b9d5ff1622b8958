import type { IncomingMessage } from "node:http";

// Next loads this module once per bundle, but the errors must be known to all of them.
const shared = globalThis as { clientAborts?: WeakSet<object>; isConsoleFiltered?: boolean };
shared.clientAborts ??= new WeakSet();
const clientAborts = shared.clientAborts;

/** Remembers the error with which reading a request fails once its client has closed the connection. */
export function watchForAbort(request: IncomingMessage): void {
  request.once("error", (error) => clientAborts.add(error));
}

/** Returns whether this is the error of a request whose client closed the connection. That is not a fault. */
export function isClientAbort(error: unknown): boolean {
  return typeof error === "object" && error !== null && clientAborts.has(error);
}

/**
 * Keeps the errors of aborted requests out of the log. Next prints each of them with its stack, for example when a form
 * post breaks off before `proxy.ts` has its body, and has no option for it.
 */
export function silenceClientAborts(): void {
  if (shared.isConsoleFiltered) return;
  shared.isConsoleFiltered = true;
  const printError = console.error;
  console.error = (...parts: unknown[]) => {
    if (!parts.some(isClientAbort)) printError(...parts);
  };
}
