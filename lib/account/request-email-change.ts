import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { consumeRateLimits } from "@/lib/rate-limit/rate-limit";
import { err, ok, type Result } from "@/lib/result";
import { changeEmailSchema } from "@/lib/schemas/change-email";
import { canonicalEmail } from "@/lib/schemas/email";
import { fieldErrors } from "@/lib/schemas/field-errors";
import type { Actor } from "@/lib/sessions/current-user";
import { requireReauthentication } from "@/lib/sessions/reauthentication";
import { requireActiveSession } from "@/lib/sessions/session";

const SAME_EMAIL = "same_email";

/**
 * Sends a verification link to a new email address. The address of the account stays the same until the link
 * is used. Requires recent authentication.
 *
 * @param input `{ email, password? }`; the password is needed only if the last authentication is not recent
 */
export async function requestEmailChange(input: unknown, actor: Actor): Promise<Result<{ email: string }>> {
  const parsed = changeEmailSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { email, password } = parsed.data;
  const { userId, user, ipAddress } = actor;
  const newEmailCanonical = canonicalEmail(email);
  if (newEmailCanonical === canonicalEmail(user.email)) {
    return err({ code: "invalid", errors: { email: [SAME_EMAIL] } });
  }
  const failure = await requireReauthentication(password, actor);
  if (failure) return err(failure);
  const retryAfterSeconds = await consumeRateLimits([
    ["mail", newEmailCanonical],
    ["mailClient", ipAddress],
    ["mailDaily", newEmailCanonical],
  ]);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });
  if ((await db().user.count({ where: { emailCanonical: newEmailCanonical } })) > 0) {
    return err({ code: "invalid", errors: { email: ["email_taken"] } });
  }
  await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    const { id: changeId } = await transaction.emailChange.create({
      data: { userId, oldEmail: user.email, newEmail: email, newEmailCanonical },
      select: { id: true },
    });
    await transaction.outboxEmail.create({
      data: {
        kind: "confirm_email_change",
        userId,
        recipient: email,
        details: { newEmail: email, changeId, boundTo: canonicalEmail(user.email) },
      },
      select: { id: true },
    });
    await recordEvent(transaction, actor, "authn_token_created", { purpose: "confirm-email-change" });
  });
  triggerMailDelivery();
  return ok({ email });
}
