import { setTimeout as wait } from "node:timers/promises";
import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { consumeRateLimits } from "@/lib/rate-limit/rate-limit";
import { err, ok, type Result } from "@/lib/result";
import { canonicalEmail } from "@/lib/schemas/email";
import { emailFormSchema } from "@/lib/schemas/email-form";
import { fieldErrors } from "@/lib/schemas/field-errors";

/** Longer than the mail takes to be written. */
const ANSWER_AFTER_MS = 250;

/**
 * Sends a link to choose a new password. The answer is the same whether the address is unknown or not.
 * The mail goes to the address as it is kept, never as it was typed: CVE-2019-19844.
 *
 * @param input `{ email }`
 */
export async function requestPasswordReset(
  input: unknown,
  { ipAddress }: RequestContext,
): Promise<Result<{ email: string }>> {
  const parsed = emailFormSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { email } = parsed.data;
  const emailCanonical = canonicalEmail(email);
  const retryAfterSeconds = await consumeRateLimits([
    ["mail", `reset ${emailCanonical}`],
    ["mailClient", ipAddress],
    // By the hour, for which a link lives: whoever uses this up for somebody else leaves them a link that works.
    ["passwordReset", emailCanonical],
  ]);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });

  const user = await db().user.findUnique({
    where: { emailCanonical, suspendedAt: null },
    select: { id: true, email: true },
  });
  // At least as long for an address that nobody has: the time must not tell.
  await Promise.all([user && writeResetMail(user, ipAddress), wait(ANSWER_AFTER_MS)]);
  return ok({ email });
}

async function writeResetMail(user: { id: string; email: string }, ipAddress: string): Promise<void> {
  await db().$transaction((transaction) => sendResetMail(transaction, user, ipAddress));
  triggerMailDelivery();
}

/** Writes the mail with the link, unless one is on its way. */
export async function sendResetMail(
  transaction: Prisma.TransactionClient,
  user: { id: string; email: string },
  ipAddress: string,
): Promise<void> {
  // Of two who ask at the same moment, the second waits here and finds the mail of the first.
  await lockUser(transaction, user.id);
  const onTheirWay = await transaction.outboxEmail.count({
    where: {
      userId: user.id,
      kind: "reset_password",
      recipient: user.email,
      state: { in: ["queued", "sending"] },
      tokenConsumedAt: null,
    },
  });
  if (onTheirWay > 0) return;
  await transaction.outboxEmail.create({
    data: { kind: "reset_password", userId: user.id, recipient: user.email },
    select: { id: true },
  });
  await recordEvent(transaction, { userId: user.id, ipAddress }, "authn_token_created", {
    purpose: "reset-password",
  });
}
