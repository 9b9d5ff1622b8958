import { auditClient, recordEvent } from "@/lib/audit/record-event";
import { env } from "@/lib/config/env";
import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import type { SessionKind } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { consumeRateLimits } from "@/lib/rate-limit/rate-limit";
import { err, type Failure, type NotFound, ok, type Result } from "@/lib/result";
import { findPendingLogin } from "./pending-login";

/**
 * Emails a link to start the reset of two-factor authentication. The client has entered the right password, so that
 * nobody else can cause these emails.
 *
 * @param mfaToken of a login that waits for the second factor
 * @returns the address that the email goes to, or `not_found` if the owner of the app has turned this off
 */
export async function requestTwoFactorReset(
  mfaToken: string,
  kind: SessionKind,
  context: RequestContext,
): Promise<Result<{ email: string }, Failure | NotFound | { code: "login_expired" }>> {
  if (env().MFA_RESET_DELAY_HOURS === 0) return err({ code: "not_found" });
  const login = await findPendingLogin(mfaToken, kind);
  if (!login) return err({ code: "login_expired" });
  const { userId, email, emailCanonical } = login;
  const { ipAddress, timeZone } = context;
  const retryAfterSeconds = await consumeRateLimits([
    ["mail", `two-factor reset ${emailCanonical}`],
    ["mailDaily", `two-factor reset ${emailCanonical}`],
    ["mailClient", ipAddress],
  ]);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });
  await db().$transaction(async (transaction) => {
    await lockUser(transaction, userId);
    const origin = { ipAddress, timeZone };
    const audit = { ...auditClient(context), userId };
    await recordEvent(transaction, audit, "authn_token_created", { purpose: "two-factor-reset" });
    await queueEmail(transaction, { kind: "two_factor_reset_link", userId, details: {}, origin });
  });
  triggerMailDelivery();
  return ok({ email });
}
