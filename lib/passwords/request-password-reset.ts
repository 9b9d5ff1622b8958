import { setTimeout as wait } from "node:timers/promises";
import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/client-ip";
import { wakeMailDelivery } from "@/lib/mail/trigger-delivery";
import { takeFromLimits } from "@/lib/rate-limit/rate-limit";
import { fail, type Result, succeed } from "@/lib/result";
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
  { client }: RequestContext,
): Promise<Result<{ email: string }>> {
  const parsed = emailFormSchema.safeParse(input);
  if (!parsed.success) return fail({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { email } = parsed.data;
  const emailCanonical = canonicalEmail(email);
  const retryAfterSeconds = await takeFromLimits([
    ["mail", `reset ${emailCanonical}`],
    ["mailClient", client],
    // By the hour, for which a link lives: whoever uses this up for somebody else leaves them a link that works.
    ["reset", emailCanonical],
  ]);
  if (retryAfterSeconds > 0) return fail({ code: "rate_limited", retryAfterSeconds });

  const user = await db().user.findUnique({
    where: { emailCanonical, suspendedAt: null },
    select: { id: true, email: true },
  });
  // At least as long for an address that nobody has: the time must not tell.
  await Promise.all([user && writeResetMail(user, client), wait(ANSWER_AFTER_MS)]);
  return succeed({ email });
}

async function writeResetMail(user: { id: string; email: string }, client: string): Promise<void> {
  await db().$transaction((transaction) => sendResetMail(transaction, user, client));
  wakeMailDelivery();
}

/** Writes the mail with the link, unless one is on its way. */
export async function sendResetMail(
  transaction: Prisma.TransactionClient,
  user: { id: string; email: string },
  client: string,
): Promise<void> {
  // Of two who ask at the same moment, the second waits here and finds the mail of the first.
  await lockUser(transaction, user.id);
  const onTheirWay = await transaction.outgoingMail.count({
    where: {
      userId: user.id,
      kind: "reset_password",
      recipient: user.email,
      state: { in: ["waiting", "sending"] },
      tokenUsedAt: null,
    },
  });
  if (onTheirWay > 0) return;
  await transaction.outgoingMail.create({
    data: { kind: "reset_password", userId: user.id, recipient: user.email },
    select: { id: true },
  });
  await recordEvent(transaction, { userId: user.id, client }, "authn_token_created", {
    purpose: "reset-password",
  });
}
