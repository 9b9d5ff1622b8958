import { setTimeout as wait } from "node:timers/promises";
import { hidesAccounts } from "@/lib/config/enumeration";
import { env } from "@/lib/config/env";
import { db } from "@/lib/database/client";
import type { RequestContext } from "@/lib/http/request-context";
import { queueNoAccount } from "@/lib/mail/queue-no-account";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { log } from "@/lib/observability/log";
import { consumeRateLimits, secondsUntilAllowed } from "@/lib/rate-limit/rate-limit";
import { queueAccountExists } from "@/lib/registration/decoy";
import { err, ok, type Result } from "@/lib/result";
import { canonicalEmail } from "@/lib/schemas/email";
import { emailFormSchema } from "@/lib/schemas/email-form";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { VERIFICATION_EMAILS } from "./verification-token";

/** Longer than it takes to queue the email. */
const MIN_RESPONSE_MS = 250;

/**
 * Sends a new verification email. The result is the same whether the email address is unknown, already
 * verified or awaiting verification, so that it doesn't reveal which accounts exist. If no answer may reveal that, an
 * address without an account gets an email that says so. An address that was sent an email a moment ago gets no other
 * one.
 *
 * @param input `{ email }`
 */
export async function resendVerification(
  input: unknown,
  context: RequestContext,
): Promise<Result<{ email: string }>> {
  const parsed = emailFormSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { email } = parsed.data;
  const emailCanonical = canonicalEmail(email);

  const retryAfterSeconds = await consumeRateLimits([
    ["mail", emailCanonical],
    ["mailClient", context.ipAddress],
    ["mailDaily", emailCanonical],
  ]);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });

  const user = await db().user.findUnique({
    where: { emailCanonical, ...(!hidesAccounts() && { emailVerified: false }) },
    select: { id: true, email: true, emailVerified: true },
  });
  // Waiting for an unknown address too keeps the response time from revealing which accounts exist.
  await Promise.all([
    user && sendAgain(user, context),
    !user && hidesAccounts() && queueNoAccount(email),
    wait(MIN_RESPONSE_MS),
  ]);
  return ok({ email });
}

/**
 * Sends the email, unless one was sent a moment ago. That is no failure: an unknown address gets none, so a failure
 * would reveal that somebody has just registered with this one.
 */
async function sendAgain(
  user: { id: string; email: string; emailVerified: boolean },
  context: RequestContext,
): Promise<void> {
  if (user.emailVerified) {
    if (await queueAccountExists(db(), user.id)) triggerMailDelivery();
    return;
  }
  if (await queueVerificationEmail(user, context)) triggerMailDelivery();
}

/**
 * Returns the number of seconds until another email can be requested for an address; 0 if it can be now.
 *
 * @param registeredAt when this browser registered the address. If no answer may reveal which addresses have an account,
 *   that time counts, and not the emails.
 */
export async function secondsUntilResend(email: string, registeredAt?: Date): Promise<number> {
  const emailCanonical = canonicalEmail(email);
  const wait = hidesAccounts()
    ? waitAfter(registeredAt ? [{ createdAt: registeredAt }] : [])
    : await waitAfterRecentEmails(emailCanonical);
  return Math.max(wait, await secondsUntilAllowed("mail", emailCanonical));
}

/**
 * Returns the number of seconds to wait because of recently queued emails. The rate limit alone isn't enough:
 * the first email is queued by the registration, which doesn't consume that limit.
 */
async function waitAfterRecentEmails(emailCanonical: string): Promise<number> {
  const { count, windowSeconds } = env().MAIL_RATE_LIMIT;
  const recent = await db().outboxEmail.findMany({
    where: {
      user: { emailCanonical },
      kind: { in: VERIFICATION_EMAILS },
      createdAt: { gt: new Date(Date.now() - windowSeconds * 1000) },
    },
    orderBy: { createdAt: "desc" },
    take: count,
    select: { createdAt: true },
  });
  return waitAfter(recent);
}

/** @param recent when the last emails were queued, newest first */
function waitAfter(recent: { createdAt: Date }[]): number {
  const { count, windowSeconds } = env().MAIL_RATE_LIMIT;
  const oldest = recent[count - 1];
  if (!oldest) return 0;
  const seconds = Math.ceil((oldest.createdAt.getTime() - Date.now()) / 1000 + windowSeconds);
  return Math.max(0, seconds);
}

/**
 * Queues an email, unless enough were queued a moment ago. One statement, as for an address without an account, so that
 * both take the same time.
 *
 * @returns whether it was queued
 */
async function queueVerificationEmail(
  user: { id: string; email: string },
  { requestId }: RequestContext,
): Promise<boolean> {
  const { count, windowSeconds } = env().MAIL_RATE_LIMIT;
  // The address may have been changed or verified since it was looked up. FOR SHARE waits for such a change.
  const queued = await db().$executeRaw`
    INSERT INTO outbox_emails (id, user_id, kind, recipient, updated_at)
    SELECT gen_random_uuid(), id, 'verify_email', email, now() FROM users
    WHERE id = ${user.id}::uuid AND email = ${user.email} AND NOT email_verified AND ${count} > (
      SELECT count(*) FROM outbox_emails AS recent
      WHERE recent.user_id = users.id AND recent.kind::text = ANY (${VERIFICATION_EMAILS})
        AND recent.created_at > now() - ${windowSeconds} * interval '1 second'
    ) FOR SHARE
    -- One that is queued or being sent is enough.
    ON CONFLICT DO NOTHING`;
  if (queued === 0) return false;
  log.info({ event: "verification_email_queued", requestId, userId: user.id });
  return true;
}
