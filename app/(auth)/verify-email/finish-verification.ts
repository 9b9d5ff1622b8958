import { redirect } from "next/navigation";
import type { AuditClient } from "@/lib/audit/record-event";
import {
  clearClaimCookies,
  readClaimCookie,
  readSessionCookie,
  setDeviceCookie,
  setSessionCookie,
} from "@/lib/http/cookies";
import { revokeSessionToken } from "@/lib/sessions/session";
import { claimedUserId } from "@/lib/tokens/registration-claim";
import { findClaimedUser } from "@/lib/verification/find-claimed-user";
import type { VerifiedEmail } from "@/lib/verification/verify-email";

/** Forgets the claim, logs this browser in if it may be, and says that the email is verified. For server actions. */
export async function finishVerification(
  { userId, email, session }: VerifiedEmail,
  client: AuditClient,
): Promise<never> {
  if (!(await isWaitingForAnother(userId))) await clearClaimCookies();
  if (session) {
    const previousToken = await readSessionCookie();
    if (previousToken) await revokeSessionToken(previousToken, client);
    if (session.deviceToken) await setDeviceCookie(email, session.deviceToken);
    await setSessionCookie(session.token, session.expiresAt);
  }
  redirect(session ? "/verify-email/done" : `/verify-email/done?account=${userId}`);
}

/** Returns whether this browser has made another registration since, which isn't verified yet. */
async function isWaitingForAnother(userId: string): Promise<boolean> {
  const claim = await readClaimCookie();
  if (claimedUserId(claim) === userId) return false;
  const claimed = await findClaimedUser(claim);
  return claimed !== undefined && !claimed.emailVerified;
}
