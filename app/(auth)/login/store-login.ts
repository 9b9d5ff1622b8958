import type { AuditClient } from "@/lib/audit/record-event";
import { readSessionCookie, setDeviceCookie, setSessionCookie } from "@/lib/http/cookies";
import { type NewSession, revokeSessionToken } from "@/lib/sessions/session";

/** Gives the browser the cookies of a new session, and revokes the session that it had before. */
export async function storeLogin(email: string, session: NewSession, client: AuditClient): Promise<void> {
  const previousToken = await readSessionCookie();
  if (previousToken) await revokeSessionToken(previousToken, client);
  if (session.deviceToken) await setDeviceCookie(email, session.deviceToken);
  await setSessionCookie(session.token, session.expiresAt);
}
