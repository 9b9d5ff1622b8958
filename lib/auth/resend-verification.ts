import { db } from "../db";
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

  const retryAfterSeconds = await takeFromLimit("mail", emailCanonical);
  if (retryAfterSeconds > 0) return fail({ code: "rate_limited", retryAfterSeconds });

  const user = await db().user.findUnique({
    where: { emailCanonical, emailVerified: false },
    select: {
      id: true,
      email: true,
      outgoingMails: {
        where: { kind: "verify_email", state: { in: ["waiting", "sending"] } },
        select: { id: true },
        take: 1,
      },
    },
  });
  // A mail that is still on its way must not become two.
  if (user && user.outgoingMails.length === 0) {
    await db().outgoingMail.create({
      data: { kind: "verify_email", userId: user.id, recipient: user.email },
      select: { id: true },
    });
    log.info({ event: "verification_resent", requestId: context.requestId, userId: user.id });
  }
  if (user) wakeMailDelivery();
  return succeed({ email });
}
