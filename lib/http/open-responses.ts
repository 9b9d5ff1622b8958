import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";

// Next loads this module once per bundle, but the responses must be known to all of them. The header's name is random, so
// that clients can't set it.
const shared = globalThis as {
  openResponses?: { header: string; byKey: Map<string, ServerResponse>; lastKey: number };
};
shared.openResponses ??= { header: `x-response-key-${randomUUID()}`, byKey: new Map(), lastKey: 0 };
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
