import type * as z from "zod/mini";
import { recordEvent } from "@/lib/audit/record-event";
import {
  hashPassword,
  isOutdated,
  overloadedFailure,
  type PasswordHash,
  verifyPassword,
} from "@/lib/crypto/password";
import { randomToken } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import { recognizeDevice } from "@/lib/devices/recognize-device";
import type { SessionKind } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { describeError, log } from "@/lib/observability/log";
import { err, type Failure, ok, type Result } from "@/lib/result";
import { deviceSchema } from "@/lib/schemas/device";
import { canonicalEmail } from "@/lib/schemas/email";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { loginSchema } from "@/lib/schemas/login";
import { createSession, type NewSession } from "@/lib/sessions/session";
import { formatDateTime } from "@/lib/time/format-date";
import { consumeLoginAttempt } from "./login-rate-limits";

export type LoginFailure =
  | Failure
  /** The email address or the password is wrong. Neither the result nor the response time reveals which. */
  | { code: "wrong_credentials" }
  /** The password is correct, but the email address isn't verified. */
  | { code: "unverified"; email: string }
  /** The password is correct, but the account is suspended. */
  | { code: "suspended" };

/**
 * Logs a user in to a verified account and creates a session. A login from a new device queues a security
 * alert, and any login cancels a scheduled deletion of the account.
 *
 * @param input `{ email, password, remember_device?, device? }`
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
  const { email, password, remember_device, device = deviceSchema.parse(fallbackDevice) } = parsed.data;
  const emailCanonical = canonicalEmail(email);
  const { retryAfterSeconds, recordSuccess } = await consumeLoginAttempt(emailCanonical, context);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });

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
  try {
    if (!(await verifyPassword(password, user ?? undefined)) || !user) {
      log.info({ event: "authn_login_fail", requestId: context.requestId, userId: user?.id });
      // The device name in the input is chosen by a stranger and must not appear in the owner's audit log.
      if (user) recordFailedLogin(user.id, context, deviceSchema.parse(fallbackDevice).device_name);
      return err({ code: "wrong_credentials" });
    }
    await recordSuccess();
    if (user.suspendedAt) return err({ code: "suspended" });
    if (!user.emailVerified) return err({ code: "unverified", email: user.email });
    if (isOutdated(user)) user.passwordHash = await rehashPassword(user, password);
  } catch (error) {
    return err(overloadedFailure(error));
  }
  const session = await openSession(user, context, kind, device, remember_device ?? false);
  if (!session) return err({ code: "wrong_credentials" });
  log.info({ event: "authn_login_success", requestId: context.requestId, userId: user.id });
  return ok(session);
}

/** Makes a device name safe for an email: the client chooses it and must not add paragraphs or formatting. */
function singleLine(name: string): string {
  return name.replace(/[\p{Cc}\s*]+/gu, " ").trim() || "Unknown device";
}

/** Replaces an outdated or imported hash and returns the hash that is stored afterwards. */
async function rehashPassword(outdated: PasswordHash & { id: string }, password: string): Promise<string> {
  const { id, passwordHash } = outdated;
  const renewed = await hashPassword(password);
  const { count } = await db().user.updateMany({ where: { id, passwordHash }, data: renewed });
  if (count > 0) return renewed.passwordHash;
  // A concurrent login replaced the hash first, or the password was changed.
  const current = await db().user.findUnique({
    where: { id },
    select: { passwordHash: true, passwordPepper: true },
  });
  return current && (await verifyPassword(password, current)) ? current.passwordHash : passwordHash;
}

/** Records a failed login. Not awaited: the extra time would reveal that the account exists. */
function recordFailedLogin(userId: string, { ipAddress }: RequestContext, device: string): void {
  db()
    .$transaction((transaction) =>
      recordEvent(transaction, { userId, ipAddress }, "authn_login_fail", { device }),
    )
    .catch((error: unknown) =>
      log.warn(
        { event: "login_failure_not_recorded", error: describeError(error), userId },
        "Could not record a failed login in the audit log",
      ),
    );
}

/**
 * Creates the session and everything that goes with a login, in one transaction.
 *
 * @returns `undefined` if the password was changed or the account suspended while the password was checked
 */
async function openSession(
  { id: userId, email, passwordHash }: { id: string; email: string; passwordHash: string },
  { ipAddress, deviceToken }: RequestContext,
  kind: SessionKind,
  device: z.output<typeof deviceSchema>,
  isRemembered: boolean,
): Promise<NewSession | undefined> {
  const opened = await db().$transaction(async (transaction) => {
    await lockUser(transaction, userId);
    const unchanged = { id: userId, passwordHash, suspendedAt: null };
    if ((await transaction.user.count({ where: unchanged })) === 0) return undefined;
    const browser = { shown: deviceToken, next: kind === "cookie" ? randomToken() : undefined };
    const known = await recognizeDevice(transaction, userId, device, isRemembered, browser);
    const session = await createSession(transaction, { userId, kind, ipAddress, deviceId: known.id });
    const actor = { userId, sessionId: session.id, ipAddress };
    await recordEvent(transaction, actor, "authn_login_success", {
      device: known.name,
      isNewDevice: known.isNew,
    });
    if (known.isNowTrusted) {
      await recordEvent(transaction, actor, "authz_change", { device: known.name, trusted: true });
    }
    const restored = await transaction.user.updateMany({
      where: { id: userId, deleteAfter: { not: null } },
      data: { deleteAfter: null },
    });
    if (restored.count > 0) await recordEvent(transaction, actor, "user_restored", { what: "account" });
    if (known.isNew) {
      const details = { device: singleLine(known.name), at: formatDateTime(new Date()) };
      await transaction.outboxEmail.create({
        data: { kind: "new_login", userId, recipient: email, details },
        select: { id: true },
      });
    }
    const { isKept } = known;
    return {
      session: { ...session, ...(isKept && { deviceToken: browser.next }) },
      isNewDevice: known.isNew,
    };
  });
  if (opened?.isNewDevice) triggerMailDelivery();
  return opened?.session;
}
