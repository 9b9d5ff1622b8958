import { db, isUniqueViolation } from "../db";
import { wakeMailDelivery } from "../jobs/wake-mail-delivery";
import { log } from "../log";
import { takeFromLimit } from "../rate-limit";
import type { RequestContext } from "../request";
import { fail, type Result, succeed } from "../result";
import { canonicalEmail } from "../schemas/email";
import { emailFormSchema } from "../schemas/email-form";
import { fieldErrors } from "../schemas/field-errors";

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
  if (!parsed.success) return fail({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { email } = parsed.data;
  const emailCanonical = canonicalEmail(email);

  const waits = await Promise.all([
    takeFromLimit("mail", emailCanonical),
    takeFromLimit("mailDaily", emailCanonical),
    takeFromLimit("mailClient", context.client),
  ]);
  const retryAfterSeconds = Math.max(...waits);
  if (retryAfterSeconds > 0) return fail({ code: "rate_limited", retryAfterSeconds });

  const user = await db().user.findUnique({
    where: { emailCanonical, emailVerified: false },
    select: { id: true, email: true },
  });
  if (user) await askForMail(user, context);
  if (user) wakeMailDelivery();
  return succeed({ email });
}

async function askForMail(user: { id: string; email: string }, { requestId }: RequestContext) {
  try {
    await db().outgoingMail.create({
      data: { kind: "verify_email", userId: user.id, recipient: user.email },
      select: { id: true },
    });
    log.info({ event: "verification_resent", requestId, userId: user.id });
  } catch (error) {
    // An index lets no second mail wait while one is on its way.
    if (!isUniqueViolation(error)) throw error;
  }
}
