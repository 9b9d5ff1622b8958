import { type AuditActor, recordEvent } from "@/lib/audit/record-event";
import { env } from "@/lib/config/env";
import { db, isDatabaseUnavailable } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import {
  BY_ADMINISTRATOR,
  type EmailDetailsByKind,
  type EmailOrigin,
  queueEmail,
} from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { describeError, log } from "@/lib/observability/log";
import { err, ok, type Result } from "@/lib/result";
import { formatDateTime } from "@/lib/time/format-date";
import { consumeToken, findUsableToken, type TokenFailure } from "@/lib/tokens/consume-token";
import { removeAllMethods } from "./reset-two-factor";

const HOUR_MS = 60 * 60 * 1000;
const REMINDER_MS = 24 * HOUR_MS;
/** How long before a reset takes effect its owner is told for the last time, unless they were within as long before. */
const LAST_NOTICE_MS = 12 * HOUR_MS;
const BATCH = 50;

/** The filter for resets that wait for their time. */
export const PENDING_RESET = { canceledAt: null, doneAt: null } as const;

/** A reset that waits, or would wait, for its time: whose it is, and until when it can be canceled. */
export type PendingReset = { username: string; until: Date };

/** Looks up the reset that a link would start, without consuming its token. */
export async function findResetToStart(token: string): Promise<Result<PendingReset, TokenFailure>> {
  const found = await findUsableToken("start-two-factor-reset", token);
  return "code" in found ? err(found) : ok({ username: found.username, until: dueFromNow() });
}

/** Returns when a reset takes effect that is requested now. */
export const dueFromNow = (): Date => new Date(Date.now() + env().MFA_RESET_DELAY_HOURS * HOUR_MS);

type NewReset = {
  dueAt: Date;
  /** Where the email says that the request came from. */
  origin: EmailOrigin;
  byAdmin?: boolean;
};

/**
 * Lets the waiting time of a reset begin, in the transaction of what asks for it, and tells the owner. Must be called under
 * `lockUser`.
 *
 * @returns whether none was waiting yet
 */
export async function startReset(
  transaction: Prisma.TransactionClient,
  actor: AuditActor,
  { dueAt, origin, byAdmin = false }: NewReset,
): Promise<boolean> {
  const { userId } = actor;
  if ((await transaction.twoFactorReset.count({ where: { userId, ...PENDING_RESET } })) > 0) return false;
  await transaction.twoFactorReset.create({ data: { userId, dueAt, byAdmin }, select: { id: true } });
  const until = formatDateTime(dueAt, origin.timeZone);
  await recordEvent(transaction, actor, "mfa_reset_requested", { until });
  await queueEmail(transaction, {
    kind: "two_factor_reset_requested",
    userId,
    details: { until, ...(byAdmin && BY_ADMINISTRATOR) },
    origin,
  });
  return true;
}

/**
 * Consumes the token of a reset link. After the waiting time, two-factor authentication is turned off. The owner is told
 * at once, after a day, shortly before and at the end, and can cancel it until then.
 *
 * @returns when it takes effect
 */
export async function startTwoFactorReset(
  token: string,
  { ipAddress, timeZone, requestId, userAgent }: RequestContext,
): Promise<Result<Date, TokenFailure>> {
  if (env().MFA_RESET_DELAY_HOURS === 0) return err({ code: "unknown" });
  const found = await findUsableToken("start-two-factor-reset", token);
  if ("code" in found) return err(found);
  const { userId } = found;
  const dueAt = dueFromNow();
  const isStarted = await consumeToken(found, async (transaction) => {
    const enabled = { id: userId, twoFactorSince: { not: null } };
    if ((await transaction.user.count({ where: enabled })) === 0) return false;
    const owner = { userId, ipAddress, requestId, userAgent };
    return startReset(transaction, owner, { dueAt, origin: { ipAddress, timeZone } });
  });
  if (!isStarted) return err({ code: "used" });
  triggerMailDelivery();
  return ok(dueAt);
}

/** Looks up the reset that a link cancels, without consuming its token. */
export async function findResetToCancel(token: string): Promise<Result<PendingReset, TokenFailure>> {
  const found = await findUsableToken("cancel-two-factor-reset", token);
  if ("code" in found) return err(found);
  const { userId, username } = found;
  const reset = await db().twoFactorReset.findFirst({
    where: { userId, ...PENDING_RESET },
    select: { dueAt: true },
  });
  return reset ? ok({ username, until: reset.dueAt }) : err({ code: "used" });
}

/** Consumes the token of a cancel link: two-factor authentication stays on. */
export async function cancelTwoFactorReset(
  token: string,
  { ipAddress, requestId, userAgent }: RequestContext,
): Promise<Result<undefined, TokenFailure>> {
  const found = await findUsableToken("cancel-two-factor-reset", token);
  if ("code" in found) return err(found);
  const actor = { userId: found.userId, ipAddress, requestId, userAgent };
  const isCanceled = await consumeToken(found, (transaction) => cancelPendingReset(transaction, actor));
  if (!isCanceled) return err({ code: "used" });
  triggerMailDelivery();
  return ok(undefined);
}

/** What the email about a canceled reset says: by default, that the actor canceled it. */
type Cancellation = { origin?: EmailOrigin; details?: EmailDetailsByKind["two_factor_reset_canceled"] };

/**
 * Cancels a reset that waits for its time, in the transaction of what shows that the owner doesn't need it: the use of a
 * second factor, a report, or the word of an admin. Must be called under `lockUser`.
 *
 * @returns whether there was one
 */
export async function cancelPendingReset(
  transaction: Prisma.TransactionClient,
  actor: AuditActor,
  { origin = actor, details = {} }: Cancellation = {},
): Promise<boolean> {
  const { userId } = actor;
  const { count } = await transaction.twoFactorReset.updateMany({
    where: { userId, ...PENDING_RESET },
    data: { canceledAt: new Date() },
  });
  if (count === 0) return false;
  await recordEvent(transaction, actor, "mfa_reset_canceled", {});
  await queueEmail(transaction, { kind: "two_factor_reset_canceled", userId, details, origin });
  return true;
}

/**
 * Reminds owners of resets that were requested a day ago, and of those that soon take effect: each notice has a link that
 * cancels the reset.
 *
 * @returns the number of reminders
 */
export async function remindOfResets(): Promise<number> {
  const now = Date.now();
  const quietSince = { lte: new Date(now - LAST_NOTICE_MS) };
  const waiting = {
    ...PENDING_RESET,
    dueAt: { gt: new Date(now) },
    OR: [
      { remindedAt: null, createdAt: { lte: new Date(now - REMINDER_MS) } },
      {
        dueAt: { lte: new Date(now + LAST_NOTICE_MS) },
        createdAt: quietSince,
        OR: [{ remindedAt: null }, { remindedAt: quietSince }],
      },
    ],
  };
  return forEachReset(waiting, async (transaction, { id, userId, dueAt, byAdmin }) => {
    const reminded = { remindedAt: new Date() };
    await transaction.twoFactorReset.update({ where: { id }, data: reminded, select: { id: true } });
    const details = { until: formatDateTime(dueAt), ...(byAdmin && BY_ADMINISTRATOR) };
    await queueEmail(transaction, { kind: "two_factor_reset_reminder", userId, details });
  });
}

/** Turns two-factor authentication off where the waiting time is over. @returns the number of users */
export async function completeResets(): Promise<number> {
  const due = { ...PENDING_RESET, dueAt: { lte: new Date() } };
  return forEachReset(due, async (transaction, { id, userId, byAdmin }) => {
    const done = { doneAt: new Date() };
    await transaction.twoFactorReset.update({ where: { id }, data: done, select: { id: true } });
    await removeAllMethods(transaction, { userId, ipAddress: "" }, byAdmin ? "admin" : "owner");
  });
}

const SELECTED = { id: true, userId: true, dueAt: true, byAdmin: true } as const;
type SelectedReset = Prisma.TwoFactorResetGetPayload<{ select: typeof SELECTED }>;

/**
 * Handles each reset that matches, in a transaction of its own, unless it was canceled in the meantime. One that fails
 * doesn't keep the others waiting; the next run tries it again.
 *
 * @returns how many didn't fail
 */
async function forEachReset(
  where: Prisma.TwoFactorResetWhereInput,
  handle: (transaction: Prisma.TransactionClient, reset: SelectedReset) => Promise<void>,
): Promise<number> {
  const resets = await db().twoFactorReset.findMany({
    where,
    select: SELECTED,
    orderBy: { dueAt: "asc" },
    take: BATCH,
  });
  let handled = 0;
  for (const { id, userId } of resets) {
    try {
      await db().$transaction(async (transaction) => {
        await lockUser(transaction, userId);
        const reset = await transaction.twoFactorReset.findFirst({
          where: { ...where, id },
          select: SELECTED,
        });
        if (reset) await handle(transaction, reset);
      });
      handled++;
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error;
      log.error({ event: "two_factor_reset_failed", userId, error: describeError(error) });
    }
  }
  if (handled > 0) triggerMailDelivery();
  return handled;
}
