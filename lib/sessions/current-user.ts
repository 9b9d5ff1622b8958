import { redirect } from "next/navigation";
import { cache } from "react";
import { isDatabaseUnavailable, withinPageTime } from "@/lib/database/client";
import type { SafeUser } from "@/lib/database/safe-user";
import { readSessionCookie, setSessionCookie } from "@/lib/http/cookies";
import { loginPath } from "@/lib/http/redirect-path";
import { type RequestContext, requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { err, SessionExpiredError } from "@/lib/result";
import { findRequestSession, type Impersonation, logRefusal, type RequestSession } from "./impersonation";
import { type ActiveSession, isSecondFactorMissing, type NewSession } from "./session";

/** The logged-in user with their session and the context of the current request. */
export type Actor = RequestContext & ActiveSession & { userId: string };

/**
 * Who reads: the logged-in user, or an admin who impersonates them. Use cases that change something don't accept it, nor do
 * those that hand out secrets.
 */
export type Reader = RequestContext & RequestSession & { userId: string };

/** Returns the session of the current request. It is looked up once per request. */
const currentSession = cache(async (): Promise<RequestSession | undefined> => {
  const token = await readSessionCookie();
  if (!token) return undefined;
  const { ipAddress } = await requestContext();
  return withinPageTime(findRequestSession(token, "cookie", ipAddress));
});

/** Who requests the current page. `unavailable` means that the database, which knows it, is unreachable. */
export type Viewer =
  | { state: "logged_in"; user: SafeUser; impersonation?: Impersonation | undefined }
  | { state: "logged_out" }
  | { state: "unavailable" };

/** Returns who requests the current page, for what every page shows. Unlike {@link currentUser}, it survives an outage. */
export async function viewer(): Promise<Viewer> {
  try {
    const session = await currentSession();
    if (!session) return { state: "logged_out" };
    return { state: "logged_in", user: session.user, impersonation: session.impersonation };
  } catch (error) {
    if (isDatabaseUnavailable(error)) return { state: "unavailable" };
    throw error;
  }
}

/** Returns who reads, if somebody is logged in. Redirects nobody. */
export async function currentReader(): Promise<Reader | undefined> {
  const session = await currentSession();
  return session && { ...session, userId: session.user.id, ...(await requestContext()) };
}

/** Returns the logged-in user, or whom they impersonate, if there is one. */
export async function currentUser(): Promise<SafeUser | undefined> {
  return (await currentSession())?.user;
}

/**
 * Returns who is logged in, if anybody is, for a page that works without, too. Redirects an admin who impersonates
 * somebody to the page that says that changes are turned off. While the database is unreachable, nobody is logged in.
 */
export async function ownViewer(): Promise<SafeUser | undefined> {
  if ((await viewer()).state !== "logged_in") return undefined;
  const reader = await currentReader();
  return reader && requireOwnSession(reader).user;
}

/** The page on which a user adds a second factor. */
const SECURITY_PATH = "/account/security";
/** The page that says what is closed during an impersonation. */
const READ_ONLY_PATH = "/account/read-only";

/**
 * Returns who reads, for a page that only shows something, without secrets: the logged-in user, or an admin who impersonates
 * them. Redirects as {@link requireActor} does.
 *
 * @param path where the login page leads to afterwards
 */
export async function requireReader(path: string): Promise<Reader> {
  const reader = await requireEnrollingReader(path);
  if (!reader.impersonation) requireSecondFactor(reader);
  return reader;
}

/** Returns who reads as {@link requireReader} does, for the page on which users add a second factor. */
export async function requireEnrollingReader(path: string): Promise<Reader> {
  const reader = await currentReader();
  if (!reader) redirect(loginPath(path));
  return reader;
}

/**
 * Returns the reader if they may change something. Redirects an admin who impersonates somebody to the page that says that
 * changes are turned off. The one rule behind every page and form action that isn't for a reader.
 */
export function requireOwnSession(reader: Reader): Actor {
  if (reader.impersonation) {
    logRefusal(reader.impersonation, reader);
    redirect(READ_ONLY_PATH);
  }
  return reader;
}

/**
 * Returns the logged-in user with their session. Redirects anyone else to the login page, a user whose role requires a
 * second factor that they don't have to the page on which they add one, and an admin who impersonates somebody to the page
 * that says that changes are turned off.
 *
 * @param path where the login page leads to afterwards
 */
export async function requireActor(path: string): Promise<Actor> {
  const actor = await requireEnrollingActor(path);
  requireSecondFactor(actor);
  return actor;
}

/** Redirects a user whose role requires a second factor that they don't have to the page on which they add one. */
export function requireSecondFactor(actor: Actor): void {
  if (isSecondFactorMissing(actor)) redirect(SECURITY_PATH);
}

/** Returns the logged-in user as {@link requireActor} does, for the pages on which they add a second factor. */
export async function requireEnrollingActor(path: string): Promise<Actor> {
  return requireOwnSession(await requireEnrollingReader(path));
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

/** Returns the user who submitted a form as {@link requireActionUser} does, for the forms that add a second factor. */
export async function requireEnrollingUser(path: string): Promise<Actor> {
  await requireSameOrigin();
  return requireEnrollingActor(path);
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
