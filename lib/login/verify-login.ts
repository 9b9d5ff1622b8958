import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import { auditClient } from "@/lib/audit/record-event";
import { findDeviceByCookie } from "@/lib/devices/recognize-device";
import type { SessionKind } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { log } from "@/lib/observability/log";
import { consumeRateLimit } from "@/lib/rate-limit/rate-limit";
import { err, type Failure, ok, type Result } from "@/lib/result";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { verifyLoginSchema } from "@/lib/schemas/two-factor";
import type { Authentication, NewSession } from "@/lib/sessions/session";
import { verifyCode } from "@/lib/two-factor/verify-code";
import { isUnchecked, passkeyOptions, verifyPasskey } from "@/lib/two-factor/verify-passkey";
import { resetLoginAttempts, subjectOf } from "./login-rate-limits";
import { openSession } from "./open-session";
import {
  countAttempt,
  endPendingLogin,
  type FoundLogin,
  findPendingLogin,
  isExhausted,
  refundAttempt,
} from "./pending-login";
import { recordWrongSecondFactor } from "./record-failed-login";

export type VerifyLoginFailure =
  | Failure
  /** The pending login has expired, had too many wrong codes or is another client's. The user logs in again. */
  | { code: "login_expired" };

/** Returns the device cookie of an account, if the client is a browser that has one. */
type DeviceTokenOf = (email: string) => Promise<string | undefined>;

/** A passkey's answer to a pending login. */
export type PasskeyVerification = {
  mfaToken: string;
  response: unknown;
  isRemembered?: boolean | undefined;
  /** A program's device token. */
  deviceToken?: string | undefined;
};

/** A verified login: the new session, and the user's email address, which names the device cookie. */
export type VerifiedLogin = NewSession & { email: string };

/**
 * Verifies a pending login with a code of an authenticator app or a recovery code, and creates the session.
 *
 * @param input `{ mfa_token, code, remember_device?, device_token? }`
 * @param kind how the client sends the session token: the same as at the login
 * @param deviceTokenOf returns the device cookie of an account, if the client is a browser
 */
export async function verifyLogin(
  input: unknown,
  context: RequestContext,
  kind: SessionKind,
  deviceTokenOf: DeviceTokenOf = async () => undefined,
): Promise<Result<VerifiedLogin, VerifyLoginFailure>> {
  const parsed = verifyLoginSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { mfa_token, code, remember_device, device_token } = parsed.data;
  const login = await countAttempt(mfa_token, kind);
  if (!login) return err({ code: "login_expired" });
  const deviceToken = kind === "cookie" ? await deviceTokenOf(login.email) : device_token;
  const client = { ...context, ...(deviceToken && { deviceToken }) };
  const device = deviceToken && (await findDeviceByCookie(login.emailCanonical, deviceToken));
  const guesser = device ? { device } : { client: context.ipAddress };
  const actor = { ...auditClient(context), userId: login.userId };
  const verified = await verifyCode(actor, code, guesser);
  if (!verified.ok) return refuse(login, context, verified.failure);
  const { method, resetLimits } = verified.value;
  const authentication: Authentication = { amr: ["pwd", method, "mfa"], aal: 2 };
  return completeLogin(login, client, { authentication, isRemembered: remember_device, resetLimits });
}

/**
 * Verifies a pending login with a passkey, and creates the session.
 *
 * @param response WebAuthn's AuthenticationResponseJSON
 */
export async function verifyLoginWithPasskey(
  { mfaToken, response, isRemembered, deviceToken }: PasskeyVerification,
  context: RequestContext,
  kind: SessionKind,
  deviceTokenOf: DeviceTokenOf = async () => undefined,
): Promise<Result<VerifiedLogin, VerifyLoginFailure>> {
  const login = await countAttempt(mfaToken, kind);
  if (!login) return err({ code: "login_expired" });
  const ceremony = { purpose: "verify", binding: login.id } as const;
  const verified = await verifyPasskey(response, ceremony, context, login.userId).catch(
    // The passkey wasn't checked.
    async (outage: unknown) => {
      await refundAttempt(login.id);
      throw outage;
    },
  );
  if (!verified.ok) return refuse(login, context, verified.failure);
  const shown = kind === "cookie" ? await deviceTokenOf(login.email) : deviceToken;
  const client = { ...context, ...(shown && { deviceToken: shown }) };
  const amr = ["pwd", ...verified.value.amr, "mfa"];
  return completeLogin(login, client, { authentication: { amr, aal: 2 }, isRemembered });
}

/**
 * Returns what the browser needs to verify a pending login with a passkey. The limit is per client and not per account, so
 * that whoever has the password can't use up the owner's.
 */
export async function verificationOptions(
  mfaToken: string,
  kind: SessionKind,
  { ipAddress }: Pick<RequestContext, "ipAddress">,
): Promise<Result<PublicKeyCredentialRequestOptionsJSON, VerifyLoginFailure>> {
  const login = await findPendingLogin(mfaToken, kind);
  if (!login) return err({ code: "login_expired" });
  const retryAfterSeconds = await consumeRateLimit("passkeyClient", ipAddress);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });
  return ok(await passkeyOptions({ purpose: "verify", binding: login.id }, login.userId));
}

/** Records a wrong second factor in the owner's audit log and in the log. The last one ends the login. */
async function refuse(
  login: FoundLogin,
  context: RequestContext,
  failure: Failure,
): Promise<Result<never, VerifyLoginFailure>> {
  if (isUnchecked(failure)) {
    await refundAttempt(login.id);
    return err(failure);
  }
  await recordWrongSecondFactor(login.userId, context, login.detectedName);
  return err(isExhausted(login) ? { code: "login_expired" } : failure);
}

type Completion = {
  authentication: Authentication;
  /** Whether to trust the device; by default, what the login said. */
  isRemembered?: boolean | undefined;
  /** Resets the limits on guesses at the second factor. */
  resetLimits?: () => Promise<void>;
};

/** Creates the session of a login whose second factor was verified, and ends the pending login in the same transaction. */
export async function completeLogin(
  login: FoundLogin,
  context: RequestContext,
  { authentication, isRemembered, resetLimits }: Completion,
): Promise<Result<VerifiedLogin, { code: "login_expired" }>> {
  const { id, userId, kind, device, passwordHash, email, emailCanonical } = login;
  const { ipAddress } = context;
  const session = await openSession(
    { id: userId, email, passwordHash },
    context,
    { kind, device, isRemembered: isRemembered ?? login.isRemembered, authentication },
    (transaction) => endPendingLogin(transaction, id),
  );
  if (!session) return err({ code: "login_expired" });
  const subject = subjectOf(emailCanonical, ipAddress, session.knownDeviceId);
  await Promise.all([resetLimits?.(), resetLoginAttempts({ emailCanonical, ipAddress, subject })]);
  log.info({ event: "authn_login_success", requestId: context.requestId, userId, amr: authentication.amr });
  return ok({ ...session, email });
}
