import { headers } from "next/headers";
import { env } from "@/lib/config/env";
import { log } from "@/lib/observability/log";
import { isOwnOrigin } from "./origin";
import { REQUEST_ID_HEADER } from "./request-id";

/**
 * Rejects a form post that doesn't come from a page of this app (CSRF protection). The second line of defence:
 * `proxy.ts` answers such a post with 403 before it reaches an action.
 *
 * @throws {Error} if the Origin is missing or foreign
 */
export async function requireSameOrigin(): Promise<void> {
  if (!(await isSameOrigin())) throw new Error("Cross-origin request rejected.");
}

/** Returns whether the request comes from a page of this app. Logs it if not. */
export async function isSameOrigin(): Promise<boolean> {
  const received = await headers();
  const isOurs = isOwnOrigin(received, env().APP_URL);
  if (!isOurs) log.warn({ event: "malicious_csrf", requestId: received.get(REQUEST_ID_HEADER) });
  return isOurs;
}
