import { headers } from "next/headers";
import { env } from "@/lib/config/env";
import { log } from "@/lib/observability/log";
import { REQUEST_ID_HEADER } from "./request-id";

/**
 * Rejects a form post that doesn't come from a page of this app (CSRF protection). Next accepts server actions
 * without an `Origin` header; browsers always send one.
 *
 * @throws {Error} if the Origin is missing or foreign
 */
export async function requireSameOrigin(): Promise<void> {
  if (!(await isSameOrigin())) throw new Error("Cross-origin request rejected.");
}

/** Returns whether the request comes from a page of this app. Logs it if not. */
export async function isSameOrigin(): Promise<boolean> {
  const received = await headers();
  const origin = received.get("origin") ?? "";
  const here = new URL(env().APP_URL);
  const isOurs = [here.origin, `${here.protocol}//${received.get("host")}`].includes(origin);
  if (!isOurs) log.warn({ event: "malicious_csrf", requestId: received.get(REQUEST_ID_HEADER) });
  return isOurs;
}
