import type { RequestContext } from "@/lib/http/request-context";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { err, ok, type Result } from "@/lib/result";
import { consumeToken, findUsableToken, type TokenFailure } from "@/lib/tokens/consume-token";
import { secureAccount } from "./secure-account";

/** What a notice told of: a log-in on a new device, or a new password. */
export type Notice = { username: string; at: string; device?: string };

type Details = { device?: string; at?: string };

/** What a notice's link is about. Changes nothing. */
export async function getSecurityAlert(token: string): Promise<Result<Notice, TokenFailure>> {
  const found = await findUsableToken("report-login", token);
  if ("code" in found) return err(found);
  const { device, at = "" } = found.details as Details;
  return ok({ username: found.username, at, ...(device && { device }) });
}

/**
 * Shuts everybody out, for who says that it was not them whom a notice told of, and sends them a link to choose a
 * new password.
 */
export async function reportUnrecognizedLogin(
  token: string,
  { ipAddress }: RequestContext,
): Promise<Result<undefined, TokenFailure>> {
  const found = await findUsableToken("report-login", token);
  if ("code" in found) return err(found);
  const { userId, emailCanonical } = found;
  const isDone = await consumeToken(found, async (transaction) => {
    // The mail that follows must not go to who has just changed the address.
    const isTheirs = await transaction.user.count({ where: { id: userId, emailCanonical } });
    if (isTheirs > 0) await secureAccount(transaction, { userId, ipAddress });
    return isTheirs > 0;
  });
  if (!isDone) return err({ code: "used" });
  triggerMailDelivery();
  return ok(undefined);
}
