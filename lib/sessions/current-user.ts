import { redirect } from "next/navigation";
import { cache } from "react";
import { env } from "@/lib/config/env";
import { isDatabaseUnavailable, withinTime } from "@/lib/database/client";
import type { SafeUser } from "@/lib/database/safe-user";
import { readSessionCookie, setSessionCookie } from "@/lib/http/cookies";
import { setPageStatus } from "@/lib/http/page-status";
import { type RequestContext, requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { err, SessionExpiredError } from "@/lib/result";
import { type ActiveSession, findSession, type NewSession } from "./session";

/** The logged-in user with their session and the context of the current request. */
export type Actor = RequestContext & ActiveSession & { userId: string };

/** Returns the session of the current request. It is looked up once per request. */
const currentSession = cache(async (): Promise<ActiveSession | undefined> => {
  const token = await readSessionCookie();
  if (!token) return undefined;
  const { ipAddress } = await requestContext();
  return withinTime(findSession(token, "cookie", ipAddress), env().PAGE_TIMEOUT_MS);
});

/** Who requests the current page. `unavailable` means that the database, which knows it, is unreachable. */
export type Viewer =
  | { state: "logged_in"; user: SafeUser }
  | { state: "logged_out" }
  | { state: "unavailable" };

/** Returns who requests the current page, for what every page shows. Unlike {@link currentUser}, it survives an outage. */
export async function viewer(): Promise<Viewer> {
  try {
    const user = await currentUser();
    return user ? { state: "logged_in", user } : { state: "logged_out" };
  } catch (error) {
    if (isDatabaseUnavailable(error)) return { state: "unavailable" };
    throw error;
  }
}

/** Returns the logged-in user, if there is one. */
export async function currentUser(): Promise<SafeUser | undefined> {
  return (await currentSession())?.user;
}

/**
 * Returns the logged-in user. Redirects anyone else to the login page.
 *
 * @param path where the login page leads to afterwards
 */
export async function requireUser(path: string): Promise<SafeUser> {
  return (await requireActor(path)).user;
}

/**
 * Returns the logged-in user with their session. Redirects anyone else to the login page.
 *
 * @param path where the login page leads to afterwards
 */
export async function requireActor(path: string): Promise<Actor> {
  const session = await currentSession();
  if (!session) redirect(`/login?next=${encodeURIComponent(path)}`);
  return { ...session, userId: session.user.id, ...(await requestContext()) };
}

/**
 * Returns the logged-in user who submitted a form of this app. Redirects anyone else to the login page.
 *
 * @param path where the login page leads to afterwards
 * @throws {Error} if the request comes from another origin
 */
export async function requireActionUser(path: string): Promise<Actor> {
  await requireSameOrigin();
  return requireActor(path);
}

/** Replaces the browser's session cookie if a use case gave the session a new token. */
export async function storeRenewedSession(session: NewSession | undefined): Promise<void> {
  if (session) await setSessionCookie(session.token, session.expiresAt);
}

/**
 * Turns an error thrown by a use case into a failure: the session was revoked, or the error is unexpected.
 */
export function actionFailure(error: unknown): {
  ok: false;
  failure: { code: "unavailable" | "session_expired" };
} {
  return error instanceof SessionExpiredError ? err({ code: "session_expired" }) : unavailable(error);
}

/**
 * Returns the logged-in admin. For anyone else it sets the status 404, and the page is to render `NotFoundPage`, which
 * doesn't reveal that the page exists. With `notFound()`, that page would be empty without JavaScript.
 */
export async function findAdmin(): Promise<SafeUser | undefined> {
  const user = await currentUser();
  if (user?.role === "admin") return user;
  await setPageStatus(404);
  return undefined;
}
