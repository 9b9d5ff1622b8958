import { setPageStatus } from "@/lib/http/page-status";
import { log } from "@/lib/observability/log";
import {
  type Actor,
  currentReader,
  requireOwnSession,
  requireSecondFactor,
  viewer,
} from "@/lib/sessions/current-user";
import { type AdminAction, isAllowed } from "./permissions";

/**
 * Returns the logged-in user if their role may do something in the admin area. For anyone else it sets the status 404,
 * and the page is to render `NotFoundContent`, which doesn't reveal that the page exists. With `notFound()`, that page
 * would be empty without JavaScript. While an admin impersonates somebody, the admin area is closed.
 */
export async function findStaff(action: AdminAction): Promise<Actor | undefined> {
  const reader = await currentReader();
  const actor = reader && requireOwnSession(reader);
  if (actor && isAllowed(actor.user.role, action)) {
    requireSecondFactor(actor);
    return actor;
  }
  if (actor) log.warn({ event: "authz_fail", userId: actor.userId, action });
  await setPageStatus(404);
  return undefined;
}

/** Returns whether the visitor's role may do something, for the title of a page, which must not reveal it either. */
export async function isStaff(action: AdminAction): Promise<boolean> {
  const visitor = await viewer();
  return visitor.state === "logged_in" && isAllowed(visitor.user.role, action);
}
