import { headers } from "next/headers";
import type { RequestContext } from "./client-ip";
import { CLIENT_ADDRESS_HEADER } from "./incoming-requests";
import { REQUEST_ID_HEADER } from "./request-id";

/** The context of the request that is being answered, for the use cases. */
export async function requestContext(): Promise<RequestContext> {
  return requestContextOf(await headers());
}

/** The context of a request with these headers. */
export function requestContextOf(received: Pick<Headers, "get">): RequestContext {
  return {
    requestId: received.get(REQUEST_ID_HEADER) ?? "none",
    client: received.get(CLIENT_ADDRESS_HEADER) ?? "unknown",
  };
}
