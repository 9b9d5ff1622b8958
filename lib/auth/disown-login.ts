import { recordEvent } from "../audit/record-event";
import { db } from "../db";
import { wakeMailDelivery } from "../jobs/wake-mail-delivery";
import type { RequestContext } from "../request";
import { fail, type Result, succeed } from "../result";
import { claimMailToken, lookUpMailToken, revokeOpenLinks, type TokenFailure } from "./claim-mail-token";
import { sendResetMail } from "./request-password-reset";

/** The log-in that a notice told of. */
export type DisownedLogin = { username: string; device: string; at: string };

type Details = { device?: string; at?: string; deviceId?: string };

/** Which log-in a notice's link is about. Changes nothing. */
export async function lookUpDisownedLogin(token: string): Promise<Result<DisownedLogin, TokenFailure>> {
  const found = await lookUpMailToken("disown-login", token);
  if ("code" in found) return fail(found);
  const { device = "", at = "" } = found.details as Details;
  return succeed({ username: found.username, device, at });
}

/**
 * Forgets the device that the person says is not theirs, which ends every session on it, and sends them a
 * link to choose a new password.
 */
export async function disownLogin(
  token: string,
  { client }: RequestContext,
): Promise<Result<undefined, TokenFailure>> {
  const found = await lookUpMailToken("disown-login", token);
  if ("code" in found) return fail(found);
  const { userId, details } = found;
  const { deviceId = "" } = details as Details;
  const isDone = await db().$transaction(async (transaction) => {
    if (!(await claimMailToken(transaction, found))) return false;
    const sessions = await transaction.session.count({ where: { userId, deviceId } });
    await transaction.device.deleteMany({ where: { id: deviceId, userId } });
    await recordEvent(transaction, { userId, client }, "session_expired", { reason: "disowned", sessions });
    await revokeOpenLinks(transaction, userId);
    const { email } = await transaction.user.findUniqueOrThrow({
      where: { id: userId },
      select: { email: true },
    });
    await sendResetMail(transaction, { id: userId, email }, client);
    return true;
  });
  if (!isDone) return fail({ code: "used" });
  wakeMailDelivery();
  return succeed(undefined);
}
