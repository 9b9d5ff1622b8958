import { impersonateUser } from "@/lib/admin/impersonate-user";
import { db } from "@/lib/database/client";
import type { Actor, Reader } from "@/lib/sessions/current-user";
import { findRequestSession } from "@/lib/sessions/impersonation";
import { newRequestContext } from "./test-users";

type TestActor = Actor & { token: string };

export const REASON = { reason: "Ticket 4711" };

/** Returns who reads with the token of an actor, as a request would find it. */
export async function readerOf(actor: TestActor): Promise<Reader | undefined> {
  const session = await findRequestSession(actor.token, "bearer");
  return session && { ...session, ...newRequestContext(), userId: session.user.id };
}

/** Lets an admin impersonate a user, and returns who reads then. */
export async function startTestImpersonation(userId: string, admin: TestActor): Promise<Reader> {
  await impersonateUser(userId, REASON, admin);
  const reader = await readerOf(admin);
  if (reader?.userId !== userId) throw new Error("The impersonation did not start.");
  return reader;
}

/** Returns the recorded ends of the impersonations of a user, with who impersonated them and in which session. */
export async function endsOf(userId: string) {
  const events = await db().auditEvent.findMany({ where: { userId, event: "impersonation_stopped" } });
  return events.map(({ actorId, sessionId, details }) => ({ actorId, sessionId, ...(details as object) }));
}
