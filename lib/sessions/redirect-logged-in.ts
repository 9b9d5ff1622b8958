import { redirect } from "next/navigation";
import { safeRedirectPath } from "@/lib/http/redirect-path";
import { currentUser } from "./current-user";

/**
 * Sends people on who are logged in already, from a page that is of no use to them.
 *
 * @param next where they wanted to go, if a page has sent them here; untrusted
 */
export async function redirectLoggedIn(next?: string | string[]): Promise<void> {
  // The page works without the database, for example to say that the service is down.
  const user = await currentUser().catch(() => undefined);
  if (user) redirect(safeRedirectPath(typeof next === "string" ? next : undefined, "/account"));
}
