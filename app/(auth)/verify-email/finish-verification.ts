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

/** Forgets the claim unless another registration waits, logs this browser in if it may be, and says that the email is verified. For server actions. */
export async function finishVerification(
  { userId, email, session }: VerifiedEmail,
  client: AuditClient,
): Promise<never> {
  // A failure must not keep the session from reaching the browser. The claim stays then.
  const waiting = await otherRegistration(userId).catch(() => "unknown" as const);
  if (!waiting) await clearClaimCookies();
  // The waiting page is about the address in this cookie.
  else if (waiting !== "unknown") await setPendingEmail(waiting.email);
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
  const claimed = await findClaimedUser(claim);
  return claimed?.emailVerified ? undefined : claimed;
}
