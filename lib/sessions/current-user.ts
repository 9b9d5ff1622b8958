import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { SafeUser } from "@/lib/database/safe-user";
import { readSessionCookie } from "@/lib/http/cookies";
import { type RequestContext, requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { err, SessionExpiredError } from "@/lib/result";
import { type ActiveSession, findSession } from "./session";

/** Somebody who is logged in, and the request that they make: what use cases of an account act for. */
export type Actor = RequestContext & ActiveSession & { userId: string };

/** The session of this request, looked up once an answer. */
const currentSession = cache(async (): Promise<ActiveSession | undefined> => {
  const token = await readSessionCookie();
  return token ? findSession(token, "cookie", (await requestContext()).ipAddress) : undefined;
});

/** Who is logged in. */
export async function currentUser(): Promise<SafeUser | undefined> {
  return (await currentSession())?.user;
}

/** Who is logged in; everybody else is sent to log in, and then back to `path`. */
export async function requireUser(path: string): Promise<SafeUser> {
  return (await requireActor(path)).user;
}

/** Who is logged in, with their session; everybody else is sent to log in, and then back to `path`. */
export async function requireActor(path: string): Promise<Actor> {
  const session = await currentSession();
  if (!session) redirect(`/login?next=${encodeURIComponent(path)}`);
  return { ...session, userId: session.user.id, ...(await requestContext()) };
}

/**
 * Who sends a form of this app and is logged in; everybody else is sent to log in.
 *
 * @throws {Error} where another site sent it
 */
export async function requireActionUser(path: string): Promise<Actor> {
  await requireSameOrigin();
  return requireActor(path);
}

/** The failure of what a sender asked for: their session was ended meanwhile, or nobody expected it. */
export function actionFailure(error: unknown): {
  ok: false;
  failure: { code: "unavailable" | "session_expired" };
} {
  return error instanceof SessionExpiredError ? err({ code: "session_expired" }) : unavailable(error);
}

/** The admin who is logged in; for everybody else there is no such page. */
export async function requireAdmin(): Promise<SafeUser> {
  const user = await currentUser();
  if (user?.role !== "admin") notFound();
  return user;
}
