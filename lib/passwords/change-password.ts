import "./common-passwords";
import { recordEvent } from "@/lib/audit/record-event";
import { hashPassword, queueFull } from "@/lib/crypto/password";
import { db } from "@/lib/database/client";
import { wakeMailDelivery } from "@/lib/mail/trigger-delivery";
import { log } from "@/lib/observability/log";
import { fail, type Result, succeed } from "@/lib/result";
import { changePasswordSchema } from "@/lib/schemas/change-password";
import { fieldErrors } from "@/lib/schemas/field-errors";
import type { Actor } from "@/lib/sessions/current-user";
import { checkOwnPassword, WRONG_PASSWORD } from "@/lib/sessions/reauthentication";
import { requireOpenSession } from "@/lib/sessions/session";
import { timeInWords } from "@/lib/time/format-date";
import { revokeOpenLinks } from "@/lib/tokens/consume-token";

/**
 * Gives the actor a new password. The present one is asked for; every other session ends, and a mail tells of it.
 *
 * @param input `{ current_password, password, password2 }`
 */
export async function changePassword(input: unknown, actor: Actor): Promise<Result<undefined>> {
  const { userId, sessionId, user } = actor;
  const parsed = changePasswordSchema(user).safeParse(input);
  if (!parsed.success) return fail({ code: "invalid", errors: fieldErrors(parsed.error) });
  const checked = await checkOwnPassword(parsed.data.current_password, actor, "current_password");
  if (!checked.ok) return checked;
  const hashed = await hashPassword(parsed.data.password).catch(queueFull);
  if ("code" in hashed) return fail(hashed);
  const isDone = await db().$transaction(async (transaction) => {
    await requireOpenSession(transaction, actor);
    // Of several changes at the same moment, each under the same password, one has changed it.
    const { count } = await transaction.user.updateMany({
      where: { id: userId, passwordHash: checked.value },
      data: hashed,
    });
    if (count === 0) return false;
    await revokeOpenLinks(transaction, userId);
    await transaction.session.deleteMany({ where: { userId, id: { not: sessionId } } });
    await transaction.outgoingMail.create({
      data: {
        kind: "password_changed",
        userId,
        recipient: user.email,
        details: { at: timeInWords(new Date()) },
      },
      select: { id: true },
    });
    await recordEvent(transaction, actor, "authn_password_change", { by: "owner" });
    return true;
  });
  if (!isDone) return fail({ code: "invalid", errors: { current_password: [WRONG_PASSWORD] } });
  log.info({ event: "authn_password_change", requestId: actor.requestId, userId });
  wakeMailDelivery();
  return succeed(undefined);
}
