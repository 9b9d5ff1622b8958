/**
 * Returns a signal that aborts after a timeout in milliseconds. A response that arrived while the event loop was
 * blocked still counts: timers run before I/O, so the abort waits until pending I/O was handled.
 */
export function timeoutSignal(ms: number): AbortSignal {
  const controller = new AbortController();
  const end = () => controller.abort(new DOMException("The operation timed out.", "TimeoutError"));
  setTimeout(() => setImmediate(end), ms).unref();
  return controller.signal;
}
