import { recordEvent } from "@/lib/audit/record-event";
import { hidesAccounts } from "@/lib/config/enumeration";
import { db, isUniqueViolation } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import type { RequestContext } from "@/lib/http/request-context";
import { domainErrors } from "@/lib/mail/email-domain";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { log } from "@/lib/observability/log";
import { consumeRateLimit, takeRateLimits } from "@/lib/rate-limit/rate-limit";
import { queueProofOrNotice } from "@/lib/registration/decoy";
import { err, type Failure, ok, type Result } from "@/lib/result";
import { canonicalEmail } from "@/lib/schemas/email";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { changeRegistrationEmailSchema } from "@/lib/schemas/verify-email";
import type { TokenFailure } from "@/lib/tokens/consume-token";
import { type ClaimedUser, findClaimedUser } from "./find-claimed-user";

/** Why the address stays: see `Failure`; `used` means that it is verified by now. */
export type ChangeFailure = Failure | Extract<TokenFailure, { code: "used" }>;

/**
 * Changes the address of a registration that isn't verified yet, such as one with a typing error, and sends the
 * verification email there. The links and codes that were sent to the old address stop working, and nothing more is
 * sent to it. Limited like the request for another verification email.
 *
 * @param input `{ claim, email }`
 * @returns the old and the new address
 */
export async function changeRegistrationEmail(
  input: unknown,
  context: RequestContext,
): Promise<Result<{ oldEmail: string; email: string }, ChangeFailure>> {
  const parsed = changeRegistrationEmailSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { claim, email } = parsed.data;
  const user = await findClaimedUser(claim);
  if (!user) return err({ code: "invalid", errors: { claim: ["claim_invalid"] } });
  if (user.emailVerified) return err({ code: "used" });
  const emailCanonical = canonicalEmail(email);
  if (emailCanonical === canonicalEmail(user.email))
    return err({ code: "invalid", errors: { email: ["same_email"] } });
  // The answer tells whether an address has an account, so it counts as a lookup.
  const lookupWait = await consumeRateLimit("nameLookup", context.ipAddress);
  if (lookupWait > 0) return err({ code: "rate_limited", retryAfterSeconds: lookupWait });
  const { retryAfterSeconds, refund } = await takeRateLimits([
    ["mail", emailCanonical],
    ["mailClient", context.ipAddress],
    ["mailDaily", emailCanonical],
  ]);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });
  const refused = await domainErrors(email);
  if (refused) {
    // No email was sent, and the lookup has been counted above.
    await refund();
    return err({ code: "invalid", errors: refused });
  }
  try {
    // If another registration takes the address at the same moment, the second try makes this one a decoy.
    const isChanged = await change(user, email, context).catch((error: unknown) => {
      if (!isUniqueViolation(error) || !hidesAccounts()) throw error;
      return change(user, email, context);
    });
    if (!isChanged) return err({ code: "used" });
  } catch (error) {
    await refund();
    if (!isUniqueViolation(error)) throw error;
    return err({ code: "invalid", errors: { email: ["email_taken"] } });
  }
  log.info({ event: "registration_email_changed", requestId: context.requestId, userId: user.id });
  triggerMailDelivery();
  return ok({ oldEmail: user.email, email });
}

/** Makes the change, unless the address was verified or changed in the meantime. */
function change(
  { id: userId, email: oldEmail, emailCanonical: oldCanonical, passwordHash }: ClaimedUser,
  email: string,
  { ipAddress, requestId, userAgent }: RequestContext,
): Promise<boolean> {
  return db().$transaction(async (transaction) => {
    await lockUser(transaction, userId);
    const emailCanonical = canonicalEmail(email);
    const owner = hidesAccounts()
      ? await transaction.user.findUnique({ where: { emailCanonical }, select: { id: true } })
      : null;
    const { count } = await transaction.user.updateMany({
      where: { id: userId, emailCanonical: oldCanonical, emailVerified: false, passwordHash },
      data: { email, emailCanonical: owner ? userId : emailCanonical },
    });
    if (count === 0) return false;
    // An email that a worker has claimed is part of a request that must not change; its link is dead all the same.
    await transaction.outboxEmail.deleteMany({
      where: { userId, state: "queued", batchId: null },
    });
    const verification = { kind: "verify_email", userId, email, decoyState: "failed" } as const;
    await queueProofOrNotice(transaction, verification, owner?.id);
    const changes = { email: { from: oldEmail, to: email } };
    await recordEvent(transaction, { userId, ipAddress, requestId, userAgent }, "user_updated", {
      fields: ["email"],
      changes,
    });
    return true;
  });
}
