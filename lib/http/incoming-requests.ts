import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "@/lib/config/env";
import { clientIp } from "./client-ip";
import { REQUEST_ID_HEADER } from "./request-id";
import { SECURITY_HEADERS } from "./security-headers";

// EmptyState can send a header whose name they cannot know. Next loads this module once for each of its
// bundles, and all must look for the same name.
const shared = globalThis as { clientIpHeader?: string };
shared.clientIpHeader ??= `x-client-ip-${randomUUID()}`;

/** The header that carries the client's address to whoever answers the request. */
export const CLIENT_IP_HEADER = shared.clientIpHeader;

const LOOPBACK = /^(?:::1$|(?:::ffff:)?127\.)/;
const TWO_YEARS_SECONDS = 63_072_000;

/**
 * Has the server look at every request before Next does. It gives each an id, and notes who opened the
 * connection: Next tells its handlers nothing of the socket, and the headers that seem to tell can be sent
 * by anybody. And it sets the headers that every answer carries, also those that Next gives by itself.
 */
export function instrumentIncomingRequests(): void {
  const isHttps = env().APP_URL.startsWith("https:");
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const { headers } = request;
    const socketAddress = request.socket.remoteAddress ?? "";
    // After an action has redirected, Next asks itself for the next page, and hands the headers on.
    if (!LOOPBACK.test(socketAddress) || !headers[CLIENT_IP_HEADER]) {
      headers[REQUEST_ID_HEADER] = randomUUID();
      const forwardedFor = String(headers["x-forwarded-for"] ?? "");
      headers[CLIENT_IP_HEADER] = clientIp(socketAddress, forwardedFor, env().TRUSTED_PROXIES);
    }

    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    response.setHeader(REQUEST_ID_HEADER, String(headers[REQUEST_ID_HEADER]));
    // A page's own, with its nonce, takes the place of this.
    response.setHeader("Content-Security-Policy", NOTHING_MAY_LOAD);
    // A token in the address must not travel on to any other place.
    response.setHeader(
      "Referrer-Policy",
      /[?&]token=/.test(request.url ?? "") ? "no-referrer" : "same-origin",
    );
    if (isHttps) {
      response.setHeader("Strict-Transport-Security", `max-age=${TWO_YEARS_SECONDS}; includeSubDomains`);
    }
  });
}

const NOTHING_MAY_LOAD = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
