import { setTimeout as wait } from "node:timers/promises";
import { type AuditActor, type AuditClient, auditClient, recordEvent } from "@/lib/audit/record-event";
import { hidesAccounts } from "@/lib/config/enumeration";
import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { liftEndedSuspension } from "@/lib/login/lift-ended-suspensions";
import { type EmailDetailsByKind, type EmailOrigin, queueEmail } from "@/lib/mail/queue-email";
import { queueNoAccount } from "@/lib/mail/queue-no-account";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { consumeRateLimits } from "@/lib/rate-limit/rate-limit";
import { err, ok, type Result } from "@/lib/result";
import { canonicalEmail } from "@/lib/schemas/email";
import { emailFormSchema } from "@/lib/schemas/email-form";
import { fieldErrors } from "@/lib/schemas/field-errors";

/** Longer than it takes to queue the email. */
const MIN_RESPONSE_MS = 250;

/**
 * Sends a password reset link. The result is the same whether or not the email address has an account. If no answer may
 * reveal that, an address without one gets an email that says so.
 * The email goes to the address stored with the account, never to the one that was entered (CVE-2019-19844).
 *
 * @param input `{ email }`
 */
export async function requestPasswordReset(
  input: unknown,
  { ipAddress, timeZone, requestId, userAgent }: RequestContext,
): Promise<Result<{ email: string }>> {
  const parsed = emailFormSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { email } = parsed.data;
  const emailCanonical = canonicalEmail(email);
  const retryAfterSeconds = await consumeRateLimits([
    ["mail", `reset ${emailCanonical}`],
    ["mailClient", ipAddress],
    // The window is an hour, as long as a link is valid: someone who uses up this limit for another person's
    // address leaves that person a link that still works.
    ["passwordReset", emailCanonical],
  ]);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });

  const user = await db().user.findUnique({
    where: { emailCanonical },
    select: { id: true, email: true, suspendedAt: true, suspendedUntil: true },
  });
  if (user) await liftEndedSuspension(user);
  // Waiting for an unknown address too keeps the response time from revealing which accounts exist.
  await Promise.all([
    user && !user.suspendedAt && sendResetEmail(user, { ipAddress, timeZone, requestId, userAgent }),
    !user && hidesAccounts() && queueNoAccount(email),
    wait(MIN_RESPONSE_MS),
  ]);
  return ok({ email });
}

async function sendResetEmail(
  user: { id: string; email: string },
  origin: EmailOrigin & AuditClient,
): Promise<void> {
  const actor = { ...auditClient(origin), userId: user.id };
  await db().$transaction(async (transaction) => queueResetEmail(transaction, user, origin, actor));
  triggerMailDelivery();
}

/**
 * Queues the email with the reset link, unless one is already queued or being sent.
 *
 * @param origin where the email says that the request came from
 * @param actor who the audit event names
 * @param details what the email says about the request, if it wasn't the owner's
 * @returns whether the email was queued
 */
export async function queueResetEmail(
  transaction: Prisma.TransactionClient,
  user: { id: string; email: string },
  origin: EmailOrigin,
  actor: AuditActor = { userId: user.id, ipAddress: origin.ipAddress },
  details: EmailDetailsByKind["reset_password"] = {},
): Promise<boolean> {
  // The lock serializes concurrent requests, so that the second one finds the email queued by the first.
  await lockUser(transaction, user.id);
  const pending = await transaction.outboxEmail.count({
    where: {
      userId: user.id,
      kind: "reset_password",
      recipient: user.email,
      state: { in: ["queued", "sending"] },
      tokenConsumedAt: null,
    },
  });
  if (pending > 0) return false;
  await queueEmail(transaction, {
    kind: "reset_password",
    userId: user.id,
    recipient: user.email,
    details,
    origin,
  });
  await recordEvent(transaction, actor, "authn_token_created", { purpose: "reset-password" });
  return true;
}
