/**
 * A signal that ends what takes longer, in milliseconds. An answer that came while the process was held up
 * still counts: timers go first, so it is looked for once more before the end.
 */
export function timeoutSignal(ms: number): AbortSignal {
  const controller = new AbortController();
  const end = () => controller.abort(new DOMException("No answer came in time.", "TimeoutError"));
  setTimeout(() => setImmediate(end), ms).unref();
  return controller.signal;
}
