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
  /** The address or the password is wrong; which one is not told, nor does the time tell. */
  | { code: "wrong_credentials" }
  /** The password is right, but nobody has shown yet that the address is theirs. */
  | { code: "unverified"; email: string }
  /** The password is right, but the account was suspended. */
  | { code: "suspended" };

/**
 * Opens a session for who knows the password of a verified account. A log-in on a device that the person
 * was not seen on before sends them a notice; any log-in undoes a deletion that they planned.
 *
 * @param input `{ email, password, remember_device?, device? }`
 * @param kind how the session's token will come back
 * @param seenOn the device, for who names none
 */
export async function login(
  input: unknown,
  context: RequestContext,
  kind: SessionKind,
  seenOn: z.input<typeof deviceSchema>,
): Promise<Result<NewSession, LoginFailure>> {
  const parsed = loginSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { email, password, remember_device, device = deviceSchema.parse(seenOn) } = parsed.data;
  const emailCanonical = canonicalEmail(email);
  const { retryAfterSeconds, succeeded } = await consumeLoginAttempt(emailCanonical, context);
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
      // What a stranger calls their device is not for the owner's eyes.
      if (user) recordFailedLogin(user.id, context, deviceSchema.parse(seenOn).device_name);
      return err({ code: "wrong_credentials" });
    }
    await succeeded();
    if (user.suspendedAt) return err({ code: "suspended" });
    if (!user.emailVerified) return err({ code: "unverified", email: user.email });
    if (isOutdated(user)) user.passwordHash = await rehashPassword(user, password);
  } catch (error) {
    return err(overloadedFailure(error));
  }
  const session = await open(user, context, kind, device, remember_device ?? false);
  if (!session) return err({ code: "wrong_credentials" });
  log.info({ event: "authn_login_success", requestId: context.requestId, userId: user.id });
  return ok(session);
}

/** Whoever logs in names the device: the name must not be a paragraph of our mail. */
function singleLine(name: string): string {
  return name.replace(/[\p{Cc}\s*]+/gu, " ").trim() || "a device without a name";
}

/** Makes a hash at an older cost, or of another system, anew; returns the one that is kept by then. */
async function rehashPassword(outdated: PasswordHash & { id: string }, password: string): Promise<string> {
  const { id, passwordHash } = outdated;
  const renewed = await hashPassword(password);
  const { count } = await db().user.updateMany({ where: { id, passwordHash }, data: renewed });
  if (count > 0) return renewed.passwordHash;
  // Another log-in did so at the same moment, or the password is another by now.
  const kept = await db().user.findUnique({
    where: { id },
    select: { passwordHash: true, passwordPepper: true },
  });
  return kept && (await verifyPassword(password, kept)) ? kept.passwordHash : passwordHash;
}

/** EmptyState waits for this: how long it takes would tell whether there is such an account. */
function recordFailedLogin(userId: string, { ipAddress }: RequestContext, device: string): void {
  db()
    .$transaction((transaction) =>
      recordEvent(transaction, { userId, ipAddress }, "authn_login_fail", { device }),
    )
    .catch((error: unknown) => log.warn({ error: describeError(error) }, "failed log-in not written down"));
}

/** `undefined` where the password was changed, or the account suspended, while it was being checked. */
async function open(
  { id: userId, email, passwordHash }: { id: string; email: string; passwordHash: string },
  { ipAddress, deviceToken }: RequestContext,
  kind: SessionKind,
  device: z.output<typeof deviceSchema>,
  isRemembered: boolean,
): Promise<NewSession | undefined> {
  const opened = await db().$transaction(async (transaction) => {
    await lockUser(transaction, userId);
    const stillSo = { id: userId, passwordHash, suspendedAt: null };
    if ((await transaction.user.count({ where: stillSo })) === 0) return undefined;
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
    const kept = await transaction.user.updateMany({
      where: { id: userId, deleteAfter: { not: null } },
      data: { deleteAfter: null },
    });
    if (kept.count > 0) await recordEvent(transaction, actor, "user_restored", { what: "account" });
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
