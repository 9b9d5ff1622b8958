import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "./env";
import { clientAddress } from "./request";
import { SECURITY_HEADERS } from "./security-headers";

// Nobody can send a header whose name they cannot know. Next loads this module once for each of its
// bundles, and all must look for the same name.
const shared = globalThis as { clientAddressHeader?: string };
shared.clientAddressHeader ??= `x-client-address-${randomUUID()}`;

/** The header that carries the client's address to whoever answers the request. */
export const CLIENT_ADDRESS_HEADER = shared.clientAddressHeader;

const LOOPBACK = /^(?:::1$|(?:::ffff:)?127\.)/;

/**
 * Has the server look at every request before Next does. It notes who opened the connection: Next
 * tells its handlers nothing of the socket, and the headers that seem to tell can be sent by anybody.
 * And it sets the headers that Next leaves out of answers which it gives by itself, such as a
 * redirect to a tidier path.
 */
export function watchIncomingRequests(): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    response.setHeader(
      "Content-Security-Policy",
      "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    );

    const socketAddress = request.socket.remoteAddress ?? "";
    // After an action has redirected, Next asks itself for the next page, and hands the headers on.
    if (LOOPBACK.test(socketAddress) && request.headers[CLIENT_ADDRESS_HEADER]) return;
    const forwardedFor = String(request.headers["x-forwarded-for"] ?? "");
    request.headers[CLIENT_ADDRESS_HEADER] = clientAddress(
      socketAddress,
      forwardedFor,
      env().TRUSTED_PROXIES,
    );
  });
}
