import "./common-passwords";
import { recordEvent } from "@/lib/audit/record-event";
import { hashPassword, overloadedFailure } from "@/lib/crypto/password";
import { db } from "@/lib/database/client";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { log } from "@/lib/observability/log";
import { err, ok, type Result } from "@/lib/result";
import { changePasswordSchema } from "@/lib/schemas/change-password";
import { fieldErrors } from "@/lib/schemas/field-errors";
import type { Actor } from "@/lib/sessions/current-user";
import { verifyCurrentPassword, WRONG_PASSWORD } from "@/lib/sessions/reauthentication";
import { requireActiveSession } from "@/lib/sessions/session";
import { formatDateTime } from "@/lib/time/format-date";
import { revokePendingTokens } from "@/lib/tokens/consume-token";

/**
 * Gives the actor a new password. The present one is asked for; every other session ends, and a mail tells of it.
 *
 * @param input `{ current_password, password, password2 }`
 */
export async function changePassword(input: unknown, actor: Actor): Promise<Result<undefined>> {
  const { userId, sessionId, user } = actor;
  const parsed = changePasswordSchema(user).safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const checked = await verifyCurrentPassword(parsed.data.current_password, actor, "current_password");
  if (!checked.ok) return checked;
  const hashed = await hashPassword(parsed.data.password).catch(overloadedFailure);
  if ("code" in hashed) return err(hashed);
  const isDone = await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    // Of several changes at the same moment, each under the same password, one has changed it.
    const { count } = await transaction.user.updateMany({
      where: { id: userId, passwordHash: checked.value },
      data: hashed,
    });
    if (count === 0) return false;
    await revokePendingTokens(transaction, userId);
    await transaction.session.deleteMany({ where: { userId, id: { not: sessionId } } });
    await transaction.outboxEmail.create({
      data: {
        kind: "password_changed",
        userId,
        recipient: user.email,
        details: { at: formatDateTime(new Date()) },
      },
      select: { id: true },
    });
    await recordEvent(transaction, actor, "authn_password_change", { by: "owner" });
    return true;
  });
  if (!isDone) return err({ code: "invalid", errors: { current_password: [WRONG_PASSWORD] } });
  log.info({ event: "authn_password_change", requestId: actor.requestId, userId });
  triggerMailDelivery();
  return ok(undefined);
}
