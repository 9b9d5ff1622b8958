import type * as z from "zod/mini";
import { nameActor } from "@/lib/audit/name-actor";
import type { AuditActor } from "@/lib/audit/record-event";
import { db, isLastAdminViolation } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import type { Refusal } from "@/lib/messages/refusals";
import { log } from "@/lib/observability/log";
import { isDecoy } from "@/lib/registration/decoy";
import {
  err,
  type Failure,
  type Forbidden,
  type NotFound,
  ok,
  type Refused,
  type Result,
} from "@/lib/result";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { isUuid } from "@/lib/schemas/uuid";
import type { Actor } from "@/lib/sessions/current-user";
import {
  confirmSession,
  type Reauthentication,
  requireReauthentication,
} from "@/lib/sessions/reauthentication";
import type { NewSession } from "@/lib/sessions/session";
import { isAllowed, mayChange, type UserAction } from "./permissions";

export type AdminWriteFailure = Failure | NotFound | Forbidden | Refused;

/** A change that was made: whose account it was, and the actor's session with its new token if the password was verified. */
export type AdminWrite = { username: string; session?: NewSession | undefined };

/** What every change of somebody's account returns. */
export type AdminWriteResult = Result<AdminWrite, AdminWriteFailure>;

const ON_CHANGED = Symbol("runs in the transaction of a change");

/**
 * An admin on whose behalf a background job acts. They confirmed their identity when they asked for the job, and their
 * session may have ended since: what counts is the role that they have when a change is made.
 */
type DelegatingActor = Actor & { [ON_CHANGED]?: (transaction: Prisma.TransactionClient) => Promise<void> };

/**
 * Lets a background job act on behalf of an admin.
 *
 * @param onChanged is run in the transaction of each change, after it
 */
export function delegate(
  actor: Actor,
  onChanged: (transaction: Prisma.TransactionClient) => Promise<void>,
): Actor {
  return { ...actor, [ON_CHANGED]: onChanged } as DelegatingActor;
}

/** The change that an admin asks for, after its input was validated. */
type AdminRequest = {
  action: UserAction;
  /** The subject: whose account it is. Untrusted. */
  userId: string;
  /** The actor's own password, if it was entered. */
  password?: string | undefined;
};

const subjectFields = {
  id: true,
  username: true,
  email: true,
  emailCanonical: true,
  emailVerified: true,
  role: true,
  phoneNumber: true,
  suspendedAt: true,
  deleteAfter: true,
} satisfies Prisma.UserSelect;

/** The account that is changed, as it is under the lock. */
export type Subject = Prisma.UserGetPayload<{ select: typeof subjectFields }>;

/** What a change needs: the transaction, the locked account, the validated input, and the names for its audit events. */
export type AdminChange<Data> = {
  transaction: Prisma.TransactionClient;
  subject: Subject;
  data: Data;
  audit: AuditActor;
};

/** Thrown inside the transaction of a change to roll it back. */
export class RefusedError extends Error {
  override name = "RefusedError";

  constructor(readonly failure: AdminWriteFailure) {
    super(failure.code);
  }
}

/** Rolls the change back because of the state that the account is in. */
export function refuse(reason: Refusal): never {
  throw new RefusedError({ code: "refused", reason });
}

/**
 * Requires that the actor may make a change, and that they have authenticated in the last 10 minutes or enter their
 * password with it. Stands in front of every change in the admin area.
 */
export async function requireAdminWrite(
  { action, userId, password }: AdminRequest,
  actor: Actor,
): Promise<Result<Reauthentication, AdminWriteFailure>> {
  const subject = isUuid(userId)
    ? await db().user.findUnique({ where: { id: userId }, select: { id: true, role: true } })
    : null;
  const failure = failureOf(action, actor.user, subject);
  if (failure?.code === "forbidden") log.warn({ event: "authz_fail", userId: actor.userId, action });
  if (failure) return err(failure);
  return ON_CHANGED in actor ? ok({ wasVerified: false }) : requireReauthentication(password, actor);
}

function failureOf(
  action: UserAction,
  actor: Pick<Subject, "id" | "role">,
  subject: Pick<Subject, "id" | "role"> | null,
): AdminWriteFailure | undefined {
  if (!isAllowed(actor.role, action)) return { code: "forbidden" };
  if (!subject) return { code: "not_found" };
  if (actor.id === subject.id) return { code: "refused", reason: "own_account" };
  return mayChange(actor, action, subject) ? undefined : { code: "forbidden" };
}

/**
 * Makes a change of somebody's account, after {@link requireAdminWrite}. Locks both accounts and looks at the roles
 * again, so that two admins who act on one user, or on each other, do so one after the other.
 *
 * @param request the action, whose account it is, and the input with its schema, which includes the actor's `password`
 * @param change is rolled back if it throws; {@link refuse} makes that an expected failure
 */
export async function performAdminWrite<Data extends { password?: string | undefined }>(
  request: { action: UserAction; userId: string; input: unknown; schema: z.ZodMiniType<Data> },
  actor: DelegatingActor,
  change: (change: AdminChange<Data>) => Promise<void>,
): Promise<AdminWriteResult> {
  const { action, userId, input, schema } = request;
  const parsed = schema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { data } = parsed;
  const onChanged = actor[ON_CHANGED];
  const authentication = await requireAdminWrite({ action, userId, password: data.password }, actor);
  if (!authentication.ok) return authentication;
  try {
    const written = await db().$transaction(async (transaction) => {
      await lockUsers(transaction, [actor.userId, userId]);
      const session = onChanged ? undefined : await confirmSession(transaction, actor, authentication.value);
      const people = await transaction.user.findMany({
        where: { id: { in: [actor.userId, userId] } },
        select: subjectFields,
      });
      const subject = people.find(({ id }) => id === userId);
      const role = roleOf(people.find(({ id }) => id === actor.userId));
      const failure = failureOf(action, { id: actor.userId, role }, subject ?? null);
      if (failure || !subject) throw new RefusedError(failure ?? { code: "not_found" });
      if (isDecoy(subject)) refuse("decoy");
      await nameActor(transaction, actor);
      const { sessionId, ipAddress, requestId, userAgent } = actor;
      const audit = { userId, actorId: actor.userId, sessionId, ipAddress, requestId, userAgent };
      await change({ transaction, subject, data, audit });
      await onChanged?.(transaction);
      return { username: subject.username, session };
    });
    triggerMailDelivery();
    return ok(written);
  } catch (error) {
    if (error instanceof RefusedError) return err(error.failure);
    if (isLastAdminViolation(error)) return err({ code: "refused", reason: "last_admin" });
    throw error;
  }
}

/** The role of an actor under the lock. Somebody who can't log in anymore has none. */
function roleOf(actor: Subject | undefined): Subject["role"] {
  return actor && !actor.suspendedAt && !actor.deleteAfter ? actor.role : "user";
}

/** Locks users in the order of their ids, so that two admins who act on each other don't deadlock. See `lockUser`. */
async function lockUsers(transaction: Prisma.TransactionClient, ids: string[]): Promise<void> {
  await transaction.$queryRaw`
    SELECT id FROM users WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
}
