import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";

// Next loads this module once per bundle, but the responses must be known to all of them. The header's name is random, so
// that clients can't set it.
const shared = globalThis as {
  openResponses?: {
    header: string;
    byKey: Map<string, ServerResponse>;
    lastKey: number;
    signals: WeakMap<ServerResponse, AbortSignal>;
  };
};
shared.openResponses ??= {
  header: `x-response-key-${randomUUID()}`,
  byKey: new Map(),
  lastKey: 0,
  signals: new WeakMap(),
};
const openResponses = shared.openResponses;

/** Makes a response known to {@link findResponse}, under a key in the internal headers of its request. */
export function trackResponse(requestHeaders: IncomingHttpHeaders, response: ServerResponse): void {
  const key = String(++openResponses.lastKey);
  requestHeaders[openResponses.header] = key;
  openResponses.byKey.set(key, response);
  response.once("close", () => openResponses.byKey.delete(key));
}

/** Returns the response to a request, unless it was sent already. */
export function findResponse(requestHeaders: Pick<Headers, "get">): ServerResponse | undefined {
  const response = openResponses.byKey.get(requestHeaders.get(openResponses.header) ?? "");
  return response?.headersSent ? undefined : response;
}

/**
 * Returns a signal that is aborted when the client of a request closes the connection without waiting for the response;
 * `undefined` if the response was sent already.
 */
export function clientSignal(requestHeaders: Pick<Headers, "get">): AbortSignal | undefined {
  const response = findResponse(requestHeaders);
  if (!response) return undefined;
  const known = openResponses.signals.get(response);
  if (known) return known;
  const controller = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) controller.abort();
  });
  openResponses.signals.set(response, controller.signal);
  return controller.signal;
}
