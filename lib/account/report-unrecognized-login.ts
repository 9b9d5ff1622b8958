import type { RequestContext } from "@/lib/http/request-context";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { err, ok, type Result } from "@/lib/result";
import { consumeToken, findUsableToken, type TokenFailure } from "@/lib/tokens/consume-token";
import { secureAccount } from "./secure-account";

/** The event that a security alert is about: a login from a new device, or a password change. */
export type SecurityAlert = { username: string; at: string; device?: string };

type Details = { device?: string; at?: string };

/** Looks up the security alert that a link belongs to, without consuming its token. */
export async function getSecurityAlert(token: string): Promise<Result<SecurityAlert, TokenFailure>> {
  const found = await findUsableToken("report-login", token);
  if ("code" in found) return err(found);
  const { device, at = "" } = found.details as Details;
  return ok({ username: found.username, at, ...(device && { device }) });
}

/**
 * Consumes the token of a security alert and secures the account: the user says that they did not log in, or
 * did not change the password. Sends them a password reset link.
 */
export async function reportUnrecognizedLogin(
  token: string,
  { ipAddress }: RequestContext,
): Promise<Result<undefined, TokenFailure>> {
  const found = await findUsableToken("report-login", token);
  if ("code" in found) return err(found);
  const { userId, emailCanonical } = found;
  const applied = await consumeToken(found, async (transaction) => {
    // If the email address has changed since the alert, the reset email would go to whoever changed it.
    const isOwner = (await transaction.user.count({ where: { id: userId, emailCanonical } })) > 0;
    if (isOwner) await secureAccount(transaction, { userId, ipAddress });
    return isOwner;
  });
  if (!applied) return err({ code: "used" });
  triggerMailDelivery();
  return ok(undefined);
}
