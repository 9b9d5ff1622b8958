import { env } from "@/lib/config/env";
import { db, isUniqueViolation } from "@/lib/database/client";
import type { RequestContext } from "@/lib/http/request-context";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { log } from "@/lib/observability/log";
import { consumeRateLimits, secondsUntilAllowed } from "@/lib/rate-limit/rate-limit";
import { err, ok, type Result } from "@/lib/result";
import { canonicalEmail } from "@/lib/schemas/email";
import { emailFormSchema } from "@/lib/schemas/email-form";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { VERIFICATION_EMAILS } from "./verify-email";

/**
 * Sends a new verification mail. The answer is the same whether the address is unknown, already
 * verified or waiting for its mail.
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

  const waitSeconds = await waitAfterMail(emailCanonical);
  if (waitSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds: waitSeconds });
  const retryAfterSeconds = await consumeRateLimits([
    ["mail", emailCanonical],
    ["mailClient", context.ipAddress],
    ["mailDaily", emailCanonical],
  ]);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });

  const user = await db().user.findUnique({
    where: { emailCanonical, emailVerified: false },
    select: { id: true, email: true },
  });
  if (user) await askForMail(user, context);
  if (user) triggerMailDelivery();
  return ok({ email });
}

/** The seconds until another mail may be asked for at an address; 0 for now. */
export async function secondsUntilResend(email: string): Promise<number> {
  const emailCanonical = canonicalEmail(email);
  return Math.max(await waitAfterMail(emailCanonical), await secondsUntilAllowed("mail", emailCanonical));
}

/** The wait that mails ask for which were written lately: also the first, for which a registration asked no limit. */
async function waitAfterMail(emailCanonical: string): Promise<number> {
  const { count, windowSeconds } = env().MAIL_RATE_LIMIT;
  const now = Date.now();
  const written = await db().outboxEmail.findMany({
    where: {
      user: { emailCanonical },
      kind: { in: VERIFICATION_EMAILS },
      createdAt: { gt: new Date(now - windowSeconds * 1000) },
    },
    orderBy: { createdAt: "desc" },
    take: count,
    select: { createdAt: true },
  });
  const oldest = written[count - 1];
  return oldest ? Math.ceil((oldest.createdAt.getTime() + windowSeconds * 1000 - now) / 1000) : 0;
}

async function askForMail(user: { id: string; email: string }, { requestId }: RequestContext) {
  try {
    await db().outboxEmail.create({
      data: { kind: "verify_email", userId: user.id, recipient: user.email },
      select: { id: true },
    });
    log.info({ event: "verification_resent", requestId, userId: user.id });
  } catch (error) {
    // An index lets no second mail wait while one is on its way.
    if (!isUniqueViolation(error)) throw error;
  }
}
