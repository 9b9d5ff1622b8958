import { auditClient, recordEvent } from "@/lib/audit/record-event";
import { db, isUniqueViolation } from "@/lib/database/client";
import { queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { log } from "@/lib/observability/log";
import { findTakenFields } from "@/lib/registration/find-taken-fields";
import { usernameSkeleton } from "@/lib/registration/username-skeleton";
import { err, type Failure, type Forbidden, ok, type Result } from "@/lib/result";
import { createUserSchema } from "@/lib/schemas/admin-user";
import { canonicalEmail } from "@/lib/schemas/email";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { canonicalUsername, normalizeUsername } from "@/lib/schemas/username";
import type { Actor } from "@/lib/sessions/current-user";
import { confirmSession, requireReauthentication } from "@/lib/sessions/reauthentication";
import type { NewSession } from "@/lib/sessions/session";
import { isAllowed } from "./permissions";

/** The user who was created, and the actor's session with its new token if the password was verified. */
export type CreatedUser = {
  user: { id: string; username: string; email: string; role: "user"; emailVerified: false };
  session?: NewSession | undefined;
};

/**
 * Creates an account and invites its owner by email. Nobody knows a password of it: the owner sets one with the link,
 * which also proves that the address is theirs. If the link isn't used, the account is deleted like any other that isn't
 * verified. A reserved username is allowed: an admin speaks for the service.
 *
 * @param input `{ username, email, password? }`; `password` is the actor's own
 */
export async function createUser(
  input: unknown,
  actor: Actor,
): Promise<Result<CreatedUser, Failure | Forbidden>> {
  const parsed = createUserSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { username, email, password } = parsed.data;
  if (!isAllowed(actor.user.role, "create_user")) return err({ code: "forbidden" });
  const authentication = await requireReauthentication(password, actor);
  if (!authentication.ok) return authentication;
  try {
    const created = await db().$transaction(async (transaction) => {
      const session = await confirmSession(transaction, actor, authentication.value);
      // A change of role revokes the sessions, so the actor still has it.
      const { id, ...user } = await transaction.user.create({
        data: {
          username: normalizeUsername(username),
          usernameCanonical: canonicalUsername(username),
          usernameSkeleton: usernameSkeleton(username),
          email,
          emailCanonical: canonicalEmail(email),
          // No password matches this hash.
          passwordHash: "",
          profile: { create: {} },
        },
        select: { id: true, username: true, email: true },
      });
      const { userId: actorId, sessionId } = actor;
      const audit = { ...auditClient(actor), userId: id, actorId, sessionId };
      await recordEvent(transaction, audit, "user_created", { by: "administrator" });
      await queueEmail(transaction, { kind: "invitation", userId: id, details: {} });
      return { user: { id, ...user, role: "user", emailVerified: false } as const, session };
    });
    log.info({ event: "user_created", userId: created.user.id, actorId: actor.userId });
    triggerMailDelivery();
    return ok(created);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const taken = await findTakenFields({ username, email });
    return err({
      code: "invalid",
      errors: Object.keys(taken).length > 0 ? taken : { username: ["username_taken"] },
    });
  }
}
