import { headers } from "next/headers";
import { env } from "@/lib/config/env";
import { log } from "@/lib/observability/log";
import { REQUEST_ID_HEADER } from "./request-id";

/**
 * Refuses a request that acts with a cookie but was not sent by a page of this app. Next lets an
 * action without `Origin` pass, with a warning; browsers always send one.
 *
 * @throws {Error} where the Origin is missing or another
 */
export async function requireSameOrigin(): Promise<void> {
  if (!(await isSameOrigin())) throw new Error("A request from another origin was refused.");
}

/** Whether a page of this app sent the request; that it was not is noted in the log. */
export async function isSameOrigin(): Promise<boolean> {
  const received = await headers();
  const origin = received.get("origin") ?? "";
  const here = new URL(env().APP_URL);
  const isOurs = [here.origin, `${here.protocol}//${received.get("host")}`].includes(origin);
  if (!isOurs) log.warn({ event: "malicious_csrf", requestId: received.get(REQUEST_ID_HEADER) });
  return isOurs;
}
