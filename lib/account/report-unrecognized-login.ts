import type { RequestContext } from "@/lib/http/request-context";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { err, ok, type Result } from "@/lib/result";
import { formatDateTime } from "@/lib/time/format-date";
import {
  consumeToken,
  findUsableToken,
  SECURITY_ALERTS,
  type TokenFailure,
} from "@/lib/tokens/consume-token";
import { removeMethodsAddedSince, removeReportedMethod } from "@/lib/two-factor/change-methods";
import { secureAccount } from "./secure-account";

/** The event that a security alert is about, with what the alert shows of it. */
export type SecurityAlert = Details & {
  kind: (typeof SECURITY_ALERTS)[number];
  username: string;
  at: string;
};

type Details = {
  device?: string;
  oldUsername?: string;
  newUsername?: string;
  newEmail?: string;
  /** Where it came from, if that is known. */
  place?: string;
  ipAddress?: string;
};

/** Looks up the security alert that a link belongs to, without consuming its token. */
export async function getSecurityAlert(token: string): Promise<Result<SecurityAlert, TokenFailure>> {
  const found = await findUsableToken("report-login", token);
  if ("code" in found) return err(found);
  const kind = SECURITY_ALERTS.find((alert) => alert === found.kind);
  if (!kind) return err({ code: "unknown" });
  const { device, oldUsername, newUsername, newEmail, place, ipAddress } = found.details as Details;
  return ok({
    kind,
    username: found.username,
    at: formatDateTime(new Date(found.writtenAt)),
    ...(device && { device }),
    ...(oldUsername && { oldUsername }),
    ...(newUsername && { newUsername }),
    ...(newEmail && { newEmail }),
    ...(place && { place }),
    ...(ipAddress && { ipAddress }),
  });
}

/**
 * Consumes the token of a security alert and secures the account: the user says that it was not them. Sends
 * them a password reset link. Removes the second factors and recovery codes that were added since.
 */
export async function reportUnrecognizedLogin(
  token: string,
  { ipAddress, requestId, userAgent }: RequestContext,
): Promise<Result<undefined, TokenFailure>> {
  const found = await findUsableToken("report-login", token);
  if ("code" in found) return err(found);
  const { userId, emailCanonical } = found;
  const applied = await consumeToken(found, async (transaction) => {
    // If the email address has changed since the alert, the reset email would go to whoever changed it.
    const isOwner = (await transaction.user.count({ where: { id: userId, emailCanonical } })) > 0;
    if (isOwner) {
      const owner = { userId, ipAddress, requestId, userAgent };
      await secureAccount(transaction, owner);
      const { methodId } = found.details as { methodId?: string };
      if (methodId) await removeReportedMethod(transaction, owner, methodId);
      await removeMethodsAddedSince(transaction, owner, new Date(found.writtenAt));
    }
    return isOwner;
  });
  if (!applied) return err({ code: "used" });
  triggerMailDelivery();
  return ok(undefined);
}
