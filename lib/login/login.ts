import type * as z from "zod/mini";
import { hidesAccounts } from "@/lib/config/enumeration";
import type { Admission } from "@/lib/crypto/hash-plan";
import { isOutdated, overloadedFailure, verifyPassword } from "@/lib/crypto/password";
import { db } from "@/lib/database/client";
import { isTrustedDevice } from "@/lib/devices/recognize-device";
import type { SessionKind } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { log } from "@/lib/observability/log";
import { networkHash } from "@/lib/observability/network-hash";
import { err, type Failure, ok, type Result } from "@/lib/result";
import { deviceSchema } from "@/lib/schemas/device";
import { canonicalEmail } from "@/lib/schemas/email";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { loginSchema } from "@/lib/schemas/login";
import type { NewSession } from "@/lib/sessions/session";
import { createClaim } from "@/lib/tokens/registration-claim";
import { admitLogin } from "./admit-login";
import { liftEndedSuspension } from "./lift-ended-suspensions";
import { consumeLoginAttempt } from "./login-rate-limits";
import { logInWithCode, type WrongCode } from "./login-with-code";
import { openSession } from "./open-session";
import { createPendingLogin, type PendingLogin } from "./pending-login";
import { recordFailedLogin } from "./record-failed-login";
import { rehashPassword } from "./rehash-password";
import { requireLink } from "./send-login-link";

export type LoginFailure =
  | Failure
  /** The email address or the password is wrong. Neither the result nor the response time reveals which. */
  | { code: "wrong_credentials" }
  /**
   * Too many logins to the account have failed. If the password is correct, its owner has been sent a link that finishes
   * the login. Neither the result nor the response time reveals whether it is.
   */
  | { code: "confirmation_required" }
  /** The password is correct, but the email address isn't verified. The claim proves it at the verification. */
  | { code: "unverified"; email: string; claim: string }
  /** The password is correct, but the account is suspended, until then or until an admin reactivates it. */
  | { code: "suspended"; until?: Date }
  /** The password is correct, and the login waits for the second factor. */
  | ({ code: "mfa_required" } & PendingLogin)
  | WrongCode;

type AccountState = {
  id: string;
  passwordHash: string;
  suspendedAt: Date | null;
  suspendedUntil: Date | null;
  emailVerified: boolean;
  email: string;
};

/**
 * Logs a user in to a verified account and creates a session. If the user has a second factor, it verifies the code that
 * came with the password; without a code, it creates a pending login instead, unless the device is trusted. A login from
 * a new device queues a security alert. A scheduled deletion of the account stays scheduled until its owner cancels it.
 *
 * @param input `{ email, password, code?, remember_device?, device?, device_token? }`; a browser has a device cookie
 *   instead of the device token
 * @param kind how the client will send the session token
 * @param fallbackDevice the device as detected from the request, used if the input doesn't describe one
 */
export async function login(
  input: unknown,
  context: RequestContext,
  kind: SessionKind,
  fallbackDevice: z.input<typeof deviceSchema>,
): Promise<Result<NewSession, LoginFailure>> {
  const parsed = loginSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { email, password, code, remember_device, device_token } = parsed.data;
  const detected = deviceSchema.parse(fallbackDevice);
  const { ipAddress } = context;
  const client = { ...context, deviceToken: kind === "cookie" ? context.deviceToken : device_token };

  const emailCanonical = canonicalEmail(email);
  const admission = await admitLogin(emailCanonical, client, context.signal);
  if ("code" in admission) return err(admission);
  const attempt = await consumeLoginAttempt(admission);
  const logged = { requestId: context.requestId, network: networkHash(ipAddress) };
  if (attempt.retryAfterSeconds > 0) {
    log.info({ event: "authn_login_fail_max", ...logged });
    return err({ code: "rate_limited", retryAfterSeconds: attempt.retryAfterSeconds });
  }
  const checked = await checkPassword(emailCanonical, password, admission).catch(async (error: unknown) => {
    await attempt.refund();
    return overloadedFailure(error);
  });
  if ("code" in checked) return err(checked);
  const { user, isCorrect } = checked;
  if (user && isCorrect) await liftEndedSuspension(user);
  // Whoever has a second factor proves with it that they are the owner.
  if (attempt.needsLink && user && isCorrect && !user.twoFactorSince)
    return err(requireLink(user, blockOf(user), context, detected));
  if (!user || !isCorrect) {
    log.info({ event: "authn_login_fail", userId: user?.id, ...logged });
    // Not awaited: the extra time would reveal that the account exists.
    if (user) void recordFailedLogin(user.id, context, detected.device_name);
    return err({ code: attempt.needsLink ? "confirmation_required" : "wrong_credentials" });
  }
  // Whoever sends a code gets a session with two factors, on a trusted device too.
  const mayBeTrusted = user.twoFactorSince !== null && !code;
  const isTrusted = mayBeTrusted && (await isTrustedDevice(user.id, client.deviceToken));
  const needsSecondFactor = user.twoFactorSince !== null && !isTrusted;
  const blocked = blockOf(user);
  // Until the second factor or the address is verified, the client isn't known to be the owner's.
  const isUnproven = needsSecondFactor || !user.emailVerified;
  await (isUnproven ? attempt.refund() : attempt.recordSuccess());
  if (blocked) {
    log.info({ event: "authn_login_fail", userId: user.id, reason: blocked.code, ...logged });
    await recordFailedLogin(user.id, context, detected.device_name, blocked.code);
    return err(blocked);
  }
  if (isOutdated(user)) user.passwordHash = await rehashPassword(user, password, admission);
  const device = parsed.data.device ?? detected;
  const isRemembered = remember_device ?? false;
  if (needsSecondFactor) {
    const request = { kind, device, detectedName: detected.device_name, isRemembered };
    if (code) return logInWithCode(user, { emailCanonical, code, admission, request }, client);
    log.info({ event: "authn_login_mfa_required", userId: user.id, ...logged });
    return err({ code: "mfa_required", ...(await createPendingLogin(user, request, context)) });
  }
  const session = await openSession(
    user,
    client,
    {
      kind,
      device,
      // The trust of a device that spares the second factor isn't extended without one.
      isRemembered: isRemembered && !isTrusted,
      authentication: { amr: ["pwd"], aal: 1 },
      // A second factor may have been added, which also ends the trust, while the password was checked.
    },
    async (transaction, { twoFactorSince }) =>
      !twoFactorSince || isTrustedDevice(user.id, client.deviceToken, transaction),
  );
  if (!session) return err({ code: "wrong_credentials" });
  log.info({ event: "authn_login_success", requestId: context.requestId, userId: user.id });
  return ok(session);
}

async function checkPassword(emailCanonical: string, password: string, admission: Admission) {
  const user = await db().user.findUnique({
    where: { emailCanonical },
    select: {
      id: true,
      email: true,
      emailVerified: true,
      suspendedAt: true,
      suspendedUntil: true,
      passwordHash: true,
      passwordPepper: true,
      twoFactorSince: true,
    },
  });
  const matches = await verifyPassword(password, user ?? undefined, admission);
  // Whoever registers an address and then logs in would learn from any other answer whether it had an account before.
  const isHidden = hidesAccounts() && user?.emailVerified === false;
  return { user, isCorrect: matches && !isHidden };
}

/** Returns why an account can't be logged in to, even with the correct password. */
export function blockOf(user: AccountState) {
  const { suspendedAt, suspendedUntil, emailVerified, email } = user;
  if (suspendedAt) return { code: "suspended", ...(suspendedUntil && { until: suspendedUntil }) } as const;
  return emailVerified ? undefined : ({ code: "unverified", email, claim: createClaim(user) } as const);
}
