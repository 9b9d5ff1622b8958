import { cancelJobsOfEndedSessions } from "@/lib/sessions/cancel-bulk-jobs";
import "./common-passwords";
import { recordEvent } from "@/lib/audit/record-event";
import { hashPassword, overloadedFailure } from "@/lib/crypto/password";
import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import { endDeviceTrust } from "@/lib/devices/recognize-device";
import { queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { log } from "@/lib/observability/log";
import { err, ok, type Result } from "@/lib/result";
import { changePasswordSchema } from "@/lib/schemas/change-password";
import { fieldErrors } from "@/lib/schemas/field-errors";
import type { Actor } from "@/lib/sessions/current-user";
import { admissionOf, verifyCurrentPassword } from "@/lib/sessions/reauthentication";
import { type NewSession, restartSession } from "@/lib/sessions/session";
import { revokePendingTokens } from "@/lib/tokens/consume-token";
import { resetCodeLimits } from "@/lib/two-factor/verify-code";

/**
 * Changes the actor's password. Requires the current password, revokes all other sessions, ends the trust in all
 * devices and queues a security alert.
 *
 * @param input `{ current_password, password, password2 }`
 * @returns the session with its new token
 */
export async function changePassword(input: unknown, actor: Actor): Promise<Result<NewSession>> {
  const { userId, sessionId, user } = actor;
  const parsed = changePasswordSchema(user).safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const checked = await verifyCurrentPassword(parsed.data.current_password, actor, "current_password");
  if (!checked.ok) return checked;
  const hashed = await hashPassword(parsed.data.password, admissionOf(actor)).catch(overloadedFailure);
  if ("code" in hashed) return err(hashed);
  const session = await db().$transaction(async (transaction) => {
    await lockUser(transaction, userId);
    // Compare-and-set: of concurrent changes that all knew the same current password, only one succeeds.
    const { count } = await transaction.user.updateMany({
      where: { id: userId, passwordHash: checked.value },
      data: hashed,
    });
    if (count === 0) return undefined;
    const restarted = await restartSession(transaction, actor);
    await revokePendingTokens(transaction, userId);
    await transaction.session.deleteMany({ where: { userId, id: { not: sessionId } } });
    await cancelJobsOfEndedSessions(transaction, actor);
    // Whoever trusted a device may have done it with the old password.
    await endDeviceTrust(transaction, userId);
    await queueEmail(transaction, { kind: "password_changed", userId, details: {}, origin: actor });
    await recordEvent(transaction, actor, "authn_password_change", { by: "owner" });
    return restarted;
  });
  if (!session) return err({ code: "invalid", errors: { current_password: ["incorrect_password"] } });
  // Whoever guessed codes knew the old password. With a second factor, the owner has just used it.
  await resetCodeLimits(userId, []);
  log.info({ event: "authn_password_change", requestId: actor.requestId, userId });
  triggerMailDelivery();
  return ok(session);
}
