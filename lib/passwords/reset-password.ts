import { cancelJobsOfEndedSessions } from "@/lib/sessions/cancel-bulk-jobs";
import "./common-passwords";
import { recordEvent } from "@/lib/audit/record-event";
import { hashPassword, overloadedFailure } from "@/lib/crypto/password";
import { db } from "@/lib/database/client";
import type { RequestContext } from "@/lib/http/request-context";
import { resetLoginAttempts } from "@/lib/login/login-rate-limits";
import { queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { log } from "@/lib/observability/log";
import { err, type Failure, ok, type Result } from "@/lib/result";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { newPasswordSchema } from "@/lib/schemas/new-password";
import { resetPasswordAttempts } from "@/lib/sessions/reauthentication";
import {
  consumeToken,
  findUsableToken,
  revokePendingTokens,
  type TokenFailure,
} from "@/lib/tokens/consume-token";
import { discardUnprovenRegistration } from "./discard-unproven-registration";

/**
 * Sets a new password with the single-use token of a reset link. Revokes all sessions, ends the trust in
 * all devices, queues a security alert and doesn't log the user in. The token also proves that the user owns the email address, which is
 * marked as verified.
 *
 * The token of an invitation does the same for an account that has no password yet.
 *
 * @param input `{ password, password2 }`
 */
export async function resetPassword(
  token: string,
  input: unknown,
  { ipAddress, requestId, userAgent, timeZone, signal }: RequestContext,
  purpose: "reset-password" | "accept-invitation" = "reset-password",
): Promise<Result<undefined, Failure | TokenFailure>> {
  const found = await findUsableToken(purpose, token);
  if ("code" in found) return err(found);
  const { userId, emailCanonical } = found;
  const owner = await db().user.findUnique({
    where: { id: userId },
    select: { username: true, email: true, emailVerified: true },
  });
  const parsed = newPasswordSchema(owner ?? {}).safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const admission = {
    standing: "known",
    purpose: "account",
    account: userId,
    client: ipAddress,
    signal,
  } as const;
  const hashed = await hashPassword(parsed.data.password, admission).catch(overloadedFailure);
  if ("code" in hashed) return err(hashed);

  const actor = { userId, ipAddress, requestId, userAgent };
  const applied = await consumeToken(found, async (transaction) => {
    const { count } = await transaction.user.updateMany({
      where: { id: userId, emailCanonical, suspendedAt: null },
      data: { ...hashed, emailVerified: true },
    });
    if (count === 0 || !owner) return false;
    if (owner.emailVerified) {
      await transaction.session.deleteMany({ where: { userId } });
      await cancelJobsOfEndedSessions(transaction, actor);
      await revokePendingTokens(transaction, userId);
      // The devices lose the trust, which may have been given with the old password, and their cookies, whose login
      // attempts may be used up by guesses at it.
      const unproven = { cookieHash: null, isTrusted: false };
      await transaction.device.updateMany({ where: { userId }, data: unproven });
    } else await discardUnprovenRegistration(transaction, userId);
    const isInvited = purpose === "accept-invitation";
    if (!isInvited)
      await queueEmail(transaction, {
        kind: "password_changed",
        userId,
        recipient: owner.email,
        details: {},
        origin: { ipAddress, timeZone },
      });
    await recordEvent(transaction, actor, "authn_password_change", {
      by: isInvited ? "invitation" : "reset",
    });
    if (!owner.emailVerified) {
      await recordEvent(transaction, actor, "user_updated", {
        fields: ["emailVerified"],
      });
    }
    return true;
  });
  if (!applied) return err({ code: "used" });
  log.info({ event: "authn_password_change", requestId, userId });
  // Guesses at the old password no longer matter, and the owner must be able to log in from here at once.
  await Promise.all([resetLoginAttempts({ emailCanonical, ipAddress }), resetPasswordAttempts(userId)]);
  triggerMailDelivery();
  return ok(undefined);
}
