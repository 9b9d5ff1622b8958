import { recordEvent } from "@/lib/audit/record-event";
import { hidesAccounts } from "@/lib/config/enumeration";
import { db } from "@/lib/database/client";
import { domainErrors } from "@/lib/mail/email-domain";
import { queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { consumeRateLimit, takeRateLimits } from "@/lib/rate-limit/rate-limit";
import { queueProofOrNotice } from "@/lib/registration/decoy";
import { err, ok, type Result } from "@/lib/result";
import { changeEmailSchema } from "@/lib/schemas/change-email";
import { canonicalEmail } from "@/lib/schemas/email";
import { fieldErrors } from "@/lib/schemas/field-errors";
import type { Actor } from "@/lib/sessions/current-user";
import { confirmSession, requireReauthentication } from "@/lib/sessions/reauthentication";
import type { NewSession } from "@/lib/sessions/session";

const SAME_EMAIL = "same_email";

/**
 * Sends a verification link to a new email address, and tells the current address about the request. The address of the account stays the same until the link
 * is used. Requires recent authentication.
 *
 * @param input `{ email, password? }`; the password is needed only if the last authentication is not recent
 * @returns the new address, and the session with its new token if the password was verified
 */
export async function requestEmailChange(
  input: unknown,
  actor: Actor,
): Promise<Result<{ email: string; session?: NewSession | undefined }>> {
  const parsed = changeEmailSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { email, password } = parsed.data;
  const { userId, user, ipAddress } = actor;
  const newEmailCanonical = canonicalEmail(email);
  if (newEmailCanonical === canonicalEmail(user.email)) {
    return err({ code: "invalid", errors: { email: [SAME_EMAIL] } });
  }
  const authentication = await requireReauthentication(password, actor);
  if (!authentication.ok) return authentication;
  const { retryAfterSeconds, refund } = await takeRateLimits([
    ["mail", newEmailCanonical],
    ["mailClient", ipAddress],
    ["mailDaily", newEmailCanonical],
  ]);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });
  const refused = await domainErrors(email);
  if (refused) {
    // No email was sent. The lookup of a domain counts as one of an address.
    if ((await consumeRateLimit("nameLookup", ipAddress)) === 0) await refund();
    return err({ code: "invalid", errors: refused });
  }
  const owner = await db().user.findUnique({
    where: { emailCanonical: newEmailCanonical },
    select: { id: true },
  });
  if (owner && !hidesAccounts()) {
    return err({ code: "invalid", errors: { email: ["email_taken"] } });
  }
  const session = await db().$transaction(async (transaction) => {
    const renewed = await confirmSession(transaction, actor, authentication.value);
    const { id: changeId } = await transaction.emailChange.create({
      data: { userId, oldEmail: user.email, newEmail: email, newEmailCanonical },
      select: { id: true },
    });
    const details = {
      username: user.username,
      newEmail: email,
      changeId,
      boundTo: canonicalEmail(user.email),
    };
    // If the address has an account, this one shows a change that waits for its confirmation, as with any other address.
    const confirmation = {
      kind: "confirm_email_change",
      userId,
      email,
      details,
      decoyState: "sent",
    } as const;
    await queueProofOrNotice(transaction, confirmation, owner?.id);
    await queueEmail(transaction, {
      kind: "email_change_requested",
      userId,
      details: { newEmail: email },
      origin: actor,
    });
    await recordEvent(transaction, actor, "authn_token_created", {
      purpose: "confirm-email-change",
      newEmail: email,
    });
    return renewed;
  });
  triggerMailDelivery();
  return ok({ email, session });
}
