import { db } from "../db";
import { wakeMailDelivery } from "../jobs/wake-mail-delivery";
import type { RequestContext } from "../request";
import { fail, type Result, succeed } from "../result";
import { claimMailToken, lookUpMailToken, type TokenFailure } from "./claim-mail-token";
import { sendResetMail } from "./request-password-reset";
import { endSessions } from "./session";

/** The log-in that a notice told of. */
export type DisownedLogin = { username: string; device: string; at: string };

type Details = { device?: string; at?: string; sessionId?: string };

/** Which log-in a notice's link is about. Changes nothing. */
export async function lookUpDisownedLogin(token: string): Promise<Result<DisownedLogin, TokenFailure>> {
  const found = await lookUpMailToken("disown-login", token);
  if ("code" in found) return fail(found);
  const { device = "", at = "" } = found.details as Details;
  return succeed({ username: found.username, device, at });
}

/** Ends the session that the person says is not theirs, and sends them a link to choose a new password. */
export async function disownLogin(
  token: string,
  { client }: RequestContext,
): Promise<Result<undefined, TokenFailure>> {
  const found = await lookUpMailToken("disown-login", token);
  if ("code" in found) return fail(found);
  const { userId, details } = found;
  const { sessionId } = details as Details;
  const isDone = await db().$transaction(async (transaction) => {
    if (!(await claimMailToken(transaction, found))) return false;
    const session = sessionId ? { id: sessionId } : {};
    await endSessions(transaction, { userId, client }, "disowned", session);
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
