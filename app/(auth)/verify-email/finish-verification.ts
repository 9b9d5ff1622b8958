import { redirect } from "next/navigation";
import type { AuditClient } from "@/lib/audit/record-event";
import {
  clearClaimCookies,
  readClaimCookie,
  readSessionCookie,
  setDeviceCookie,
  setPendingEmail,
  setSessionCookie,
} from "@/lib/http/cookies";
import { revokeSessionToken } from "@/lib/sessions/session";
import { claimedUserId } from "@/lib/tokens/registration-claim";
import { type ClaimedUser, findClaimedUser } from "@/lib/verification/find-claimed-user";
import type { VerifiedEmail } from "@/lib/verification/verify-email";

/** Forgets the claim, logs this browser in if it may be, and says that the email is verified. For server actions. */
export async function finishVerification(
  { userId, email, session }: VerifiedEmail,
  client: AuditClient,
): Promise<never> {
  const waiting = await otherRegistration(userId);
  // The waiting page is about the address in this cookie.
  if (waiting) await setPendingEmail(waiting.email);
  else await clearClaimCookies();
  if (session) {
    const previousToken = await readSessionCookie();
    if (previousToken) await revokeSessionToken(previousToken, client);
    if (session.deviceToken) await setDeviceCookie(email, session.deviceToken);
    await setSessionCookie(session.token, session.expiresAt);
  }
  redirect(session ? "/verify-email/done" : `/verify-email/done?account=${userId}`);
}

/** Returns another registration that this browser has made since, if it isn't verified yet. */
async function otherRegistration(userId: string): Promise<ClaimedUser | undefined> {
  const claim = await readClaimCookie();
  if (claimedUserId(claim) === userId) return undefined;
  // A failure must not keep the session from reaching the browser.
  const claimed = await findClaimedUser(claim).catch(() => undefined);
  return claimed?.emailVerified ? undefined : claimed;
}
