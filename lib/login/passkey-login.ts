import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import type * as z from "zod/mini";
import { db } from "@/lib/database/client";
import type { SessionKind } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { log } from "@/lib/observability/log";
import { consumeRateLimit } from "@/lib/rate-limit/rate-limit";
import { err, type Failure, ok, type Result } from "@/lib/result";
import { deviceSchema } from "@/lib/schemas/device";
import { passkeyOptions, verifyPasskey } from "@/lib/two-factor/verify-passkey";
import { liftEndedSuspension } from "./lift-ended-suspensions";
import { blockOf, type LoginFailure } from "./login";
import { resetLoginAttempts, subjectOf } from "./login-rate-limits";
import { openSession } from "./open-session";
import { recordFailedLogin } from "./record-failed-login";
import type { VerifiedLogin } from "./verify-login";

const ceremonyOf = (clientSecret: string) => ({ purpose: "log-in", binding: clientSecret }) as const;

/**
 * Returns what the browser needs to log in with a passkey alone. It names no account: the user chooses a passkey.
 *
 * @param clientSecret a secret of the client, so that the answer is accepted from this client only
 */
export async function passkeyLoginOptions(
  clientSecret: string,
  { ipAddress }: RequestContext,
): Promise<Result<PublicKeyCredentialRequestOptionsJSON>> {
  const retryAfterSeconds = await consumeRateLimit("passkeyClient", ipAddress);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });
  return ok(await passkeyOptions(ceremonyOf(clientSecret)));
}

/**
 * Logs a user in with a passkey alone. The passkey must have verified the user, with a fingerprint, a face or a PIN, and
 * therefore counts as two factors.
 *
 * @param response WebAuthn's AuthenticationResponseJSON
 * @param deviceTokenOf returns what identifies the client's device at an account
 */
export async function loginWithPasskey(
  response: unknown,
  clientSecret: string,
  context: RequestContext,
  { kind, device, deviceTokenOf }: PasskeyClient,
): Promise<Result<VerifiedLogin, PasskeyLoginFailure>> {
  const { ipAddress, requestId } = context;
  const verified = await verifyPasskey(response, ceremonyOf(clientSecret), context);
  if (!verified.ok) {
    log.info({ event: "authn_login_fail", reason: "passkey", requestId });
    return verified;
  }
  const { id, userId, isUserVerified } = verified.value;
  const amr = [...verified.value.amr, "mfa"];
  const detected = deviceSchema.parse(device);
  if (!isUserVerified) {
    await recordFailedLogin(userId, context, detected.device_name, "second_factor");
    return err({ code: "invalid", errors: { passkey: ["passkey_unverified"] } });
  }
  const user = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      id: true,
      email: true,
      emailCanonical: true,
      emailVerified: true,
      suspendedAt: true,
      suspendedUntil: true,
      passwordHash: true,
    },
  });
  // The owner has reported a login as not theirs, and hasn't set a new password yet.
  if (user.passwordHash === "") return err({ code: "invalid", errors: { passkey: ["passkey_invalid"] } });
  await liftEndedSuspension(user);
  const blocked = blockOf(user);
  if (blocked) {
    await recordFailedLogin(userId, context, detected.device_name, blocked.code);
    return err(blocked);
  }
  const deviceToken = await deviceTokenOf(user.email);
  const session = await openSession(
    { id: userId, email: user.email },
    { ...context, ...(deviceToken && { deviceToken }) },
    {
      kind,
      device: detected,
      isRemembered: false,
      authentication: { amr, aal: 2 },
    },
    // The owner may have reported a login or removed the passkey in the meantime.
    async (transaction, { passwordHash, emailVerified }) =>
      passwordHash !== "" && emailVerified && (await transaction.passkey.count({ where: { id } })) > 0,
  );
  if (!session) return err({ code: "invalid", errors: { passkey: ["passkey_invalid"] } });
  const { emailCanonical } = user;
  const subject = subjectOf(emailCanonical, ipAddress, session.knownDeviceId);
  await resetLoginAttempts({ emailCanonical, ipAddress, subject });
  log.info({ event: "authn_login_success", requestId, userId, amr });
  return ok({ ...session, email: user.email });
}

/** Why a passkey doesn't log in. */
export type PasskeyLoginFailure = Failure | Extract<LoginFailure, { code: "unverified" | "suspended" }>;

type PasskeyClient = {
  kind: SessionKind;
  /** The device as detected from the request. */
  device: z.input<typeof deviceSchema>;
  deviceTokenOf: (email: string) => Promise<string | undefined>;
};
