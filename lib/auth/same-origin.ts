import { headers } from "next/headers";
import { env } from "../env";

/**
 * Refuses a request that acts with a cookie but was not sent by a page of this app. Next lets an
 * action without `Origin` pass, with a warning; browsers always send one.
 *
 * @throws {Error} where the Origin is missing or another
 */
export async function requireSameOrigin(): Promise<void> {
  const received = await headers();
  const origin = received.get("origin") ?? "";
  const host = URL.canParse(origin) ? new URL(origin).host : undefined;
  if (!host || ![new URL(env().APP_URL).host, received.get("host")].includes(host)) {
    throw new Error("A request from another origin was refused.");
  }
}
