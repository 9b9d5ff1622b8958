import type { RequestContext } from "@/lib/http/client-ip";
import { wakeMailDelivery } from "@/lib/mail/trigger-delivery";
import { fail, type Result, succeed } from "@/lib/result";
import { lookUpMailToken, spendMailToken, type TokenFailure } from "@/lib/tokens/consume-token";
import { shutEverybodyOut } from "./secure-account";

/** What a notice told of: a log-in on a new device, or a new password. */
export type Notice = { username: string; at: string; device?: string };

type Details = { device?: string; at?: string };

/** What a notice's link is about. Changes nothing. */
export async function lookUpNotice(token: string): Promise<Result<Notice, TokenFailure>> {
  const found = await lookUpMailToken("disown", token);
  if ("code" in found) return fail(found);
  const { device, at = "" } = found.details as Details;
  return succeed({ username: found.username, at, ...(device && { device }) });
}

/**
 * Shuts everybody out, for who says that it was not them whom a notice told of, and sends them a link to choose a
 * new password.
 */
export async function disown(
  token: string,
  { client }: RequestContext,
): Promise<Result<undefined, TokenFailure>> {
  const found = await lookUpMailToken("disown", token);
  if ("code" in found) return fail(found);
  const { userId, emailCanonical } = found;
  const isDone = await spendMailToken(found, async (transaction) => {
    // The mail that follows must not go to who has just changed the address.
    const isTheirs = await transaction.user.count({ where: { id: userId, emailCanonical } });
    if (isTheirs > 0) await shutEverybodyOut(transaction, { userId, client });
    return isTheirs > 0;
  });
  if (!isDone) return fail({ code: "used" });
  wakeMailDelivery();
  return succeed(undefined);
}
