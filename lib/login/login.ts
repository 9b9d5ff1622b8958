import type * as z from "zod/mini";
import {
  isOutdated,
  isPasswordQueueFull,
  OVERLOADED,
  overloadedFailure,
  verifyPassword,
} from "@/lib/crypto/password";
import { db } from "@/lib/database/client";
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
import { consumeLoginAttempt } from "./login-rate-limits";
import { openSession } from "./open-session";
import { recordFailedLogin } from "./record-failed-login";
import { rehashPassword } from "./rehash-password";

export type LoginFailure =
  | Failure
  /** The email address or the password is wrong. Neither the result nor the response time reveals which. */
  | { code: "wrong_credentials" }
  /** The password is correct, but the email address isn't verified. */
  | { code: "unverified"; email: string }
  /** The password is correct, but the account is suspended. */
  | { code: "suspended" };

type AccountState = { suspendedAt: Date | null; emailVerified: boolean; email: string };

/**
 * Logs a user in to a verified account and creates a session. A login from a new device queues a security
 * alert. A scheduled deletion of the account stays scheduled until its owner cancels it.
 *
 * @param input `{ email, password, remember_device?, device?, device_token? }`; a browser has a device cookie instead
 *   of the device token
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
  const { email, password, remember_device, device_token } = parsed.data;
  const detected = deviceSchema.parse(fallbackDevice);
  const { ipAddress } = context;
  const client = { ipAddress, deviceToken: kind === "cookie" ? context.deviceToken : device_token };

  // Checked before the rate limits, so that an attempt refused because of overload doesn't count against them.
  if (isPasswordQueueFull()) return err(OVERLOADED);
  const emailCanonical = canonicalEmail(email);
  const attempt = await consumeLoginAttempt(emailCanonical, client);
  const logged = { requestId: context.requestId, network: networkHash(ipAddress) };
  if (attempt.retryAfterSeconds > 0) {
    log.info({ event: "authn_login_fail_max", ...logged });
    return err({ code: "rate_limited", retryAfterSeconds: attempt.retryAfterSeconds });
  }
  const checked = await checkPassword(emailCanonical, password).catch(async (error: unknown) => {
    await attempt.refund();
    return overloadedFailure(error);
  });
  if ("code" in checked) return err(checked);
  const { user, isCorrect } = checked;
  if (!user || !isCorrect) {
    log.info({ event: "authn_login_fail", userId: user?.id, ...logged });
    // Not awaited: the extra time would reveal that the account exists.
    if (user) void recordFailedLogin(user.id, context, detected.device_name);
    return err({ code: "wrong_credentials" });
  }
  await attempt.recordSuccess();
  const blocked = blockOf(user);
  if (blocked) {
    log.info({ event: "authn_login_fail", userId: user.id, reason: blocked.code, ...logged });
    await recordFailedLogin(user.id, context, detected.device_name, blocked.code);
    return err(blocked);
  }
  if (isOutdated(user)) user.passwordHash = await rehashPassword(user, password);
  const session = await openSession(user, client, {
    kind,
    device: parsed.data.device ?? detected,
    isRemembered: remember_device ?? false,
  });
  if (!session) return err({ code: "wrong_credentials" });
  log.info({ event: "authn_login_success", requestId: context.requestId, userId: user.id });
  return ok(session);
}

async function checkPassword(emailCanonical: string, password: string) {
  const user = await db().user.findUnique({
    where: { emailCanonical },
    select: {
      id: true,
      email: true,
      emailVerified: true,
      suspendedAt: true,
      passwordHash: true,
      passwordPepper: true,
    },
  });
  return { user, isCorrect: await verifyPassword(password, user ?? undefined) };
}

/** Returns why an account can't be logged in to, even with the correct password. */
function blockOf({ suspendedAt, emailVerified, email }: AccountState) {
  if (suspendedAt) return { code: "suspended" } as const;
  return emailVerified ? undefined : ({ code: "unverified", email } as const);
}
