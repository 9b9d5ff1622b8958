import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "@/lib/config/env";
import { enforceBodyDeadline } from "./body-deadline";
import { silenceClientAborts, watchForAbort } from "./client-aborts";
import { clientIp } from "./client-ip";
import { trackResponse } from "./open-responses";
import { REQUEST_ID_HEADER } from "./request-id";
import { SECURITY_HEADERS } from "./security-headers";

type Exchange = { request: IncomingMessage; response: ServerResponse };

// A random header name, so that clients can't set it. Next loads this module once per bundle, and all of them must
// use the same name.
const shared = globalThis as { clientIpHeader?: string; takeStartupRequests?: () => Exchange[] };
shared.clientIpHeader ??= `x-client-ip-${randomUUID()}`;

/** The internal request header with the client's IP address. */
export const CLIENT_IP_HEADER = shared.clientIpHeader;

const LOOPBACK = /^(?:::1$|(?:::ffff:)?127\.)/;
/** The token of a link, also in the path to which a login leads. */
const TOKEN_IN_URL = /[?&]token=|%3Ftoken%3D/i;
const TWO_YEARS_SECONDS = 63_072_000;

/**
 * Hooks into the HTTP server before Next handles a request. Assigns each request an id, and stores the client's IP
 * address in a header: Next doesn't expose the socket to its handlers, and clients can send any forwarding header.
 * Also sets the security headers of every response, including those that Next generates itself, and bounds the time that
 * a request's body may take to arrive. Includes the requests that arrived before this call (`startup-requests.mjs`).
 */
export function instrumentIncomingRequests(): void {
  silenceClientAborts();
  subscribe("http.server.request.start", (message) => prepare(message as Exchange));
  for (const exchange of shared.takeStartupRequests?.() ?? []) prepare(exchange);
}

function prepare({ request, response }: Exchange): void {
  const { headers } = request;
  watchForAbort(request);
  enforceBodyDeadline(request, response);
  trackResponse(headers, response);
  const socketAddress = request.socket.remoteAddress ?? "";
  // After a redirect in a server action, Next requests the target page from itself, with the original headers.
  if (!LOOPBACK.test(socketAddress) || !headers[CLIENT_IP_HEADER]) {
    headers[REQUEST_ID_HEADER] = randomUUID();
    const forwardedFor = String(headers["x-forwarded-for"] ?? "");
    headers[CLIENT_IP_HEADER] = clientIp(socketAddress, forwardedFor, env().TRUSTED_PROXIES);
  }

  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  response.setHeader(REQUEST_ID_HEADER, String(headers[REQUEST_ID_HEADER]));
  // Pages replace this with a policy that has a nonce.
  response.setHeader("Content-Security-Policy", DENY_ALL_POLICY);
  // A token in the URL must not leak through the Referer header, which then holds the origin only. With `no-referrer`,
  // browsers would send `Origin: null` with a form, too: https://fetch.spec.whatwg.org/#append-a-request-origin-header
  response.setHeader(
    "Referrer-Policy",
    TOKEN_IN_URL.test(request.url ?? "") ? "strict-origin" : "same-origin",
  );
  if (env().APP_URL.startsWith("https:")) {
    response.setHeader("Strict-Transport-Security", `max-age=${TWO_YEARS_SECONDS}; includeSubDomains`);
  }
}

const DENY_ALL_POLICY = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
