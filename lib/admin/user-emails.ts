import { type AuditActor, recordEvent } from "@/lib/audit/record-event";
import { env } from "@/lib/config/env";
import type { EmailKind, Prisma } from "@/lib/generated/prisma/client";
import { ADMINISTRATOR, BY_ADMINISTRATOR, queueEmail } from "@/lib/mail/queue-email";
import { discardUnprovenRegistration } from "@/lib/passwords/discard-unproven-registration";
import { queueResetEmail } from "@/lib/passwords/request-password-reset";
import { adminActionSchema } from "@/lib/schemas/admin-user";
import type { Actor } from "@/lib/sessions/current-user";
import { VERIFICATION_EMAILS } from "@/lib/verification/verification-token";
import { type AdminWriteResult, performAdminWrite, RefusedError, refuse } from "./admin-write";

/**
 * Marks the email address of an account as verified, for someone who can't use the link. Whoever registered it may not be
 * the owner of the address: the password stops working, everything that was begun with it ends, and a link to set a new one
 * goes to the address. Verification emails that are still queued are dropped.
 *
 * @param input `{ password? }`
 */
export async function markEmailVerified(
  userId: string,
  input: unknown,
  actor: Actor,
): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "verify_email", userId, input, schema: adminActionSchema },
    actor,
    async ({ transaction, subject, audit }) => {
      if (subject.emailVerified) refuse("already_verified");
      await transaction.user.update({
        where: { id: userId },
        data: { emailVerified: true, passwordHash: "", passwordPepper: null },
        select: { id: true },
      });
      await discardUnprovenRegistration(transaction, userId);
      await transaction.outboxEmail.deleteMany({
        where: { userId, kind: { in: VERIFICATION_EMAILS }, state: "queued", batchId: null },
      });
      await recordEvent(transaction, audit, "user_updated", { fields: ["emailVerified"] });
      // A suspended account can't use a reset link: its owner asks for one after it is reactivated.
      if (!subject.suspendedAt)
        await queueResetEmail(transaction, subject, ADMINISTRATOR, audit, {
          ...BY_ADMINISTRATOR,
          isRequired: "Yes",
        });
    },
  );
}

/**
 * Sends a new verification email, or a new invitation to somebody whom an admin invited.
 *
 * @param input `{ password? }`
 */
export async function resendUserVerification(
  userId: string,
  input: unknown,
  actor: Actor,
): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "resend_verification", userId, input, schema: adminActionSchema },
    actor,
    async ({ transaction, subject, audit }) => {
      if (subject.emailVerified) refuse("already_verified");
      const isInvited = await transaction.user.count({ where: { id: userId, passwordHash: "" } });
      if (isInvited) return resendInvitation(transaction, subject, audit);
      await refuseRepeatedEmail(transaction, userId, VERIFICATION_EMAILS);
      const pending = await transaction.outboxEmail.count({
        where: { userId, kind: "verify_email", state: { in: ["queued", "sending"] } },
      });
      if (pending > 0) refuse("already_queued");
      await transaction.outboxEmail.create({
        data: { kind: "verify_email", userId, recipient: subject.email },
        select: { id: true },
      });
      await recordEvent(transaction, audit, "authn_token_created", { purpose: "verify-email" });
    },
  );
}

/** Invites somebody once more who hasn't set a password yet. The links in older invitations stop working. */
async function resendInvitation(
  transaction: Prisma.TransactionClient,
  { id: userId }: { id: string },
  audit: AuditActor,
): Promise<void> {
  await refuseRepeatedEmail(transaction, userId, ["invitation"]);
  const pending = await transaction.outboxEmail.count({
    where: { userId, kind: "invitation", state: { in: ["queued", "sending"] } },
  });
  if (pending > 0) refuse("already_queued");
  await queueEmail(transaction, { kind: "invitation", userId, details: {} });
  await recordEvent(transaction, audit, "authn_token_created", { purpose: "invitation" });
}

/**
 * Sends a password reset link. The password stays as it is until the link is used.
 *
 * @param input `{ password? }`
 */
export async function sendPasswordReset(
  userId: string,
  input: unknown,
  actor: Actor,
): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "send_password_reset", userId, input, schema: adminActionSchema },
    actor,
    async ({ transaction, subject, audit }) => {
      // A reset link can't be used while the account is suspended.
      if (subject.suspendedAt) refuse("suspended");
      await refuseRepeatedEmail(transaction, userId, ["reset_password"]);
      const isQueued = await queueResetEmail(transaction, subject, ADMINISTRATOR, audit, BY_ADMINISTRATOR);
      if (!isQueued) refuse("already_queued");
    },
  );
}

/**
 * Refuses to fill somebody's mailbox. The limit per recipient is read from the outbox: the rate limiter would need a
 * request inside the transaction.
 */
async function refuseRepeatedEmail(
  transaction: Prisma.TransactionClient,
  userId: string,
  kinds: EmailKind[],
): Promise<void> {
  const { count, windowSeconds } = env().MAIL_RATE_LIMIT;
  const now = Date.now();
  const recent = await transaction.outboxEmail.findMany({
    where: { userId, kind: { in: kinds }, createdAt: { gt: new Date(now - windowSeconds * 1000) } },
    orderBy: { createdAt: "desc" },
    take: count,
    select: { createdAt: true },
  });
  const oldest = recent[count - 1];
  if (!oldest) return;
  const retryAfterSeconds = Math.ceil((oldest.createdAt.getTime() - now) / 1000) + windowSeconds;
  throw new RefusedError({ code: "rate_limited", retryAfterSeconds });
}
