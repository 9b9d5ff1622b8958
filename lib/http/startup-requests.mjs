import { subscribe, unsubscribe } from "node:diagnostics_channel";

// Loaded with `node --import`, because Next listens before it runs `instrumentation.ts`. Requests from that interval wait
// inside Next, which answers them later: without this list, they would have no request ID, no client IP address
// and no security headers.
const CHANNEL = "http.server.request.start";
const waiting = new Set();

function add(message) {
  waiting.add(message);
  message.response.once("close", () => waiting.delete(message));
}

subscribe(CHANNEL, add);

/** Returns the requests that have arrived so far and are not answered, and stops collecting them. */
globalThis.takeStartupRequests = () => {
  unsubscribe(CHANNEL, add);
  return [...waiting];
};
