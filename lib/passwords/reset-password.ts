import "./common-passwords";
import { recordEvent } from "@/lib/audit/record-event";
import { hashPassword, overloadedFailure } from "@/lib/crypto/password";
import { db } from "@/lib/database/client";
import type { RequestContext } from "@/lib/http/request-context";
import { resetLoginAttempts } from "@/lib/login/login-rate-limits";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { log } from "@/lib/observability/log";
import { err, type Failure, ok, type Result } from "@/lib/result";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { newPasswordSchema } from "@/lib/schemas/new-password";
import { resetPasswordAttempts } from "@/lib/sessions/reauthentication";
import { formatDateTime } from "@/lib/time/format-date";
import {
  consumeToken,
  findUsableToken,
  revokePendingTokens,
  type TokenFailure,
} from "@/lib/tokens/consume-token";

/**
 * Sets a new password for whoever has the token of a reset mail, once. Every session is over afterwards,
 * the person is told by mail, and nobody is logged in. Who can read the mail has shown that the address is
 * theirs, so that it is verified too.
 *
 * @param input `{ password, password2 }`
 */
export async function resetPassword(
  token: string,
  input: unknown,
  { ipAddress, requestId }: RequestContext,
): Promise<Result<undefined, Failure | TokenFailure>> {
  const found = await findUsableToken("reset-password", token);
  if ("code" in found) return err(found);
  const { userId, emailCanonical } = found;
  const owner = await db().user.findUnique({
    where: { id: userId },
    select: { username: true, email: true, emailVerified: true },
  });
  const parsed = newPasswordSchema(owner ?? {}).safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const hashed = await hashPassword(parsed.data.password).catch(overloadedFailure);
  if ("code" in hashed) return err(hashed);

  const isDone = await consumeToken(found, async (transaction) => {
    const { count } = await transaction.user.updateMany({
      where: { id: userId, emailCanonical, suspendedAt: null },
      data: { ...hashed, emailVerified: true },
    });
    if (count === 0 || !owner) return false;
    await transaction.session.deleteMany({ where: { userId } });
    await revokePendingTokens(transaction, userId);
    // Whoever guessed from there has nothing left to guess; who registered somebody else's address is a stranger.
    if (owner.emailVerified)
      await transaction.device.updateMany({ where: { userId }, data: { cookieHash: null } });
    else await transaction.device.deleteMany({ where: { userId } });
    await transaction.outboxEmail.create({
      data: {
        kind: "password_changed",
        userId,
        recipient: owner.email,
        details: { at: formatDateTime(new Date()) },
      },
      select: { id: true },
    });
    await recordEvent(transaction, { userId, ipAddress }, "authn_password_change", { by: "reset" });
    if (!owner.emailVerified) {
      await recordEvent(transaction, { userId, ipAddress }, "user_updated", { fields: ["emailVerified"] });
    }
    return true;
  });
  if (!isDone) return err({ code: "used" });
  log.info({ event: "authn_password_change", requestId, userId });
  // Whoever guessed at the old password has nothing left to guess, and the owner is to log in from here.
  await Promise.all([resetLoginAttempts(emailCanonical, ipAddress), resetPasswordAttempts(userId)]);
  triggerMailDelivery();
  return ok(undefined);
}
