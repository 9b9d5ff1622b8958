import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { env } from "./env";
import { clientAddress } from "./request";

// Nobody can send a header whose name they cannot know.
const shared = globalThis as { clientAddressHeader?: string };
shared.clientAddressHeader ??= `x-client-address-${randomUUID()}`;

/** The header that carries the client's address to whoever answers the request. */
export const CLIENT_ADDRESS_HEADER = shared.clientAddressHeader;

/**
 * Has the server note who opened each connection. Next tells its handlers nothing of the socket, and
 * the headers that seem to tell can be sent by anybody.
 */
export function recordClientAddresses(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const forwardedFor = String(request.headers["x-forwarded-for"] ?? "");
    const socketAddress = request.socket.remoteAddress ?? "";
    request.headers[CLIENT_ADDRESS_HEADER] = clientAddress(
      socketAddress,
      forwardedFor,
      env().TRUSTED_PROXIES,
    );
  });
}
