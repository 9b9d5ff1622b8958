import type * as z from "zod/mini";
import { recordEvent } from "@/lib/audit/record-event";
import { randomToken } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import { type LockedUser, lockAndFindUser } from "@/lib/database/lock-user";
import { recognizeDevice } from "@/lib/devices/recognize-device";
import type { Prisma, SessionKind } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import type { deviceSchema } from "@/lib/schemas/device";
import { type Authentication, createSession, type NewSession } from "@/lib/sessions/session";
import { cancelPendingReset } from "@/lib/two-factor/pending-reset";

/** What a login says about the client. */
export type LoginClient = {
  kind: SessionKind;
  device: z.output<typeof deviceSchema>;
  /** Whether to trust the device from now on. */
  isRemembered: boolean;
  authentication: Authentication;
};

/** The session of a login, and the device of the account that the client has proven to be. */
export type OpenedSession = NewSession & { knownDeviceId?: string };

/** Decides under the lock whether the login is still possible, and may change something in the same transaction. */
type LastCheck = (transaction: Prisma.TransactionClient, user: LockedUser) => Promise<boolean>;

/**
 * Creates the session and everything that goes with a login, in one transaction.
 *
 * @param passwordHash the hash that the password matched, if the user logs in with the password
 * @returns `undefined` if the password was changed, the account suspended or the login made impossible otherwise since the
 *   credentials were checked
 */
export async function openSession(
  { id: userId, email, passwordHash }: { id: string; email: string; passwordHash?: string },
  { ipAddress, deviceToken, timeZone, requestId, userAgent }: RequestContext,
  { kind, device, isRemembered, authentication }: LoginClient,
  isStillPossible: LastCheck = async () => true,
): Promise<OpenedSession | undefined> {
  const next = kind === "cookie" ? randomToken() : deviceToken;
  const opened = await db().$transaction(async (transaction) => {
    const user = await lockAndFindUser(transaction, userId);
    if (!user || user.suspendedAt || (passwordHash && user.passwordHash !== passwordHash)) return undefined;
    if (!(await isStillPossible(transaction, user))) return undefined;
    const known = await recognizeDevice(transaction, userId, device, isRemembered, {
      shown: deviceToken,
      next,
    });
    const deviceId = known.id;
    const data = { userId, kind, ipAddress, deviceId, ...authentication };
    const session = await createSession(transaction, data, user.role);
    const actor = { userId, sessionId: session.id, ipAddress, requestId, userAgent };
    const origin = { ipAddress, timeZone };
    await recordEvent(transaction, actor, "authn_login_success", {
      device: known.name,
      isNewDevice: known.isNew,
    });
    const isCanceled = authentication.aal === 2 && (await cancelPendingReset(transaction, actor));
    if (known.isNowTrusted) {
      await recordEvent(transaction, actor, "authz_change", { device: known.name, trusted: true });
    }
    if (known.isNew) {
      const details = { device: known.name, isTrusted: known.isNowTrusted ? "Yes" : "No" } as const;
      await queueEmail(transaction, { kind: "new_login", userId, recipient: email, details, origin });
    } else if (known.isNowTrusted) {
      const details = { device: known.name };
      await queueEmail(transaction, { kind: "device_trusted", userId, details, origin });
    }
    return {
      session: { ...session, ...(!known.isNew && { knownDeviceId: deviceId }) },
      isAlerted: known.isNew || known.isNowTrusted || isCanceled,
    };
  });
  if (opened?.isAlerted) triggerMailDelivery();
  return opened && { ...opened.session, ...(kind === "cookie" && { deviceToken: next }) };
}
