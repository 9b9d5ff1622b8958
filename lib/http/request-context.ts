import { headers } from "next/headers";
import { timeZoneOf } from "@/lib/time/time-zone";
import { UNKNOWN_ADDRESS } from "./client-ip";
import { CLIENT_IP_HEADER } from "./incoming-requests";
import { clientSignal } from "./open-responses";
import { REQUEST_ID_HEADER } from "./request-id";

/** What a use case knows about the request that it serves. */
export type RequestContext = {
  /** Identifies the request in the log and in the `x-request-id` response header. */
  requestId: string;
  /** The client that rate limits count: an IPv4 address, or the /64 of an IPv6 address. */
  ipAddress: string;
  /** What the client calls itself, shortened. Anyone can choose it. */
  userAgent?: string | undefined;
  /** The device cookie of the account in question: 32 random bytes. */
  deviceToken?: string;
  /** The person's time zone, such as `Europe/Berlin`, if the browser has told it. */
  timeZone?: string | undefined;
  /** Aborted once the client has closed the connection without waiting for the response. */
  signal?: AbortSignal | undefined;
};

/** Returns the context of the current request. */
export async function requestContext(): Promise<RequestContext> {
  return requestContextOf(await headers());
}

/** Returns the context of a request with these headers. */
export function requestContextOf(received: Pick<Headers, "get">): RequestContext {
  return {
    requestId: received.get(REQUEST_ID_HEADER) ?? "none",
    ipAddress: received.get(CLIENT_IP_HEADER) ?? UNKNOWN_ADDRESS,
    userAgent: userAgentOf(received.get("user-agent")),
    timeZone: timeZoneOf(received.get("cookie")),
    signal: clientSignal(received),
  };
}

const MAX_USER_AGENT_LENGTH = 300;

/** Returns what of a `User-Agent` header can be stored, in printable ASCII. */
function userAgentOf(header: string | null): string | undefined {
  return header?.replace(/[^ -~]/g, "").slice(0, MAX_USER_AGENT_LENGTH) || undefined;
}
