import { brand } from "@/lib/config/brand";
import { env } from "@/lib/config/env";

/** Returns what passkeys are bound to: the domain, which must never change, and the origin of the pages. */
export function relyingParty(): { id: string; name: string; origin: string } {
  const { APP_URL } = env();
  return { id: new URL(APP_URL).hostname, name: brand().name, origin: APP_URL };
}
