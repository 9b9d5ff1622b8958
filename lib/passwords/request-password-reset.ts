import { setTimeout as wait } from "node:timers/promises";
import { divideDetails } from "@/lib/audit/event-details";
import { type AuditActor, type AuditClient, auditClient } from "@/lib/audit/record-event";
import { hidesAccounts } from "@/lib/config/enumeration";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { liftEndedSuspension } from "@/lib/login/lift-ended-suspensions";
import { type EmailDetailsByKind, type EmailOrigin, originDetails } from "@/lib/mail/queue-email";
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
  if (await queueResetEmail(db(), user, origin, actor)) triggerMailDelivery();
}

/**
 * Queues the email with the reset link, unless one is already queued or being sent, or the account has another address
 * by now. One statement, as for an address without an account, so that both take the same time.
 *
 * @param origin where the email says that the request came from
 * @param actor who the audit event names
 * @param details what the email says about the request, if it wasn't the owner's
 * @returns whether the email was queued
 */
export async function queueResetEmail(
  transaction: Prisma.TransactionClient,
  user: { id: string; email: string },
  origin: Omit<EmailOrigin, "deviceId">,
  actor: AuditActor = { userId: user.id, ipAddress: origin.ipAddress },
  details: EmailDetailsByKind["reset_password"] = {},
): Promise<boolean> {
  const shown = JSON.stringify({ ...originDetails(origin), ...details });
  const event = divideDetails<"authn_token_created">({ purpose: "reset-password" });
  const count = await transaction.$executeRaw`
    WITH queued AS (
      INSERT INTO outbox_emails (id, user_id, kind, recipient, details, updated_at)
      SELECT gen_random_uuid(), id, 'reset_password', email,
        jsonb_build_object('username', username) || ${shown}::jsonb, now()
      FROM users WHERE id = ${user.id}::uuid AND email = ${user.email} FOR SHARE
      ON CONFLICT DO NOTHING
      RETURNING user_id
    )
    INSERT INTO audit_events (id, user_id, event, details, personal, ip_address, user_agent, request_id, actor_id, session_id)
    SELECT gen_random_uuid(), user_id, 'authn_token_created', ${JSON.stringify(event.details)}::jsonb,
      ${JSON.stringify(event.personal)}::jsonb, ${actor.ipAddress}, ${actor.userAgent ?? ""}, ${actor.requestId ?? ""},
      ${actor.actorId ?? null}::uuid, ${actor.sessionId ?? null}::uuid
    FROM queued`;
  return count > 0;
}
