import type * as z from "zod/mini";
import { recordEvent } from "@/lib/audit/record-event";
import { randomToken } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import { recognizeDevice } from "@/lib/devices/recognize-device";
import type { SessionKind } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import type { deviceSchema } from "@/lib/schemas/device";
import { createSession, type NewSession } from "@/lib/sessions/session";

/** What a login says about the client. */
export type LoginClient = {
  kind: SessionKind;
  device: z.output<typeof deviceSchema>;
  /** Whether to trust the device from now on. */
  isRemembered: boolean;
};

/**
 * Creates the session and everything that goes with a login, in one transaction.
 *
 * @returns `undefined` if the password was changed or the account suspended while the password was checked
 */
export async function openSession(
  { id: userId, email, passwordHash }: { id: string; email: string; passwordHash: string },
  { ipAddress, deviceToken }: Pick<RequestContext, "ipAddress" | "deviceToken">,
  { kind, device, isRemembered }: LoginClient,
): Promise<NewSession | undefined> {
  const next = kind === "cookie" ? randomToken() : deviceToken;
  const opened = await db().$transaction(async (transaction) => {
    await lockUser(transaction, userId);
    const unchanged = { id: userId, passwordHash, suspendedAt: null };
    if ((await transaction.user.count({ where: unchanged })) === 0) return undefined;
    const known = await recognizeDevice(transaction, userId, device, isRemembered, {
      shown: deviceToken,
      next,
    });
    const session = await createSession(transaction, { userId, kind, ipAddress, deviceId: known.id });
    const actor = { userId, sessionId: session.id, ipAddress };
    await recordEvent(transaction, actor, "authn_login_success", {
      device: known.name,
      isNewDevice: known.isNew,
    });
    if (known.isNowTrusted) {
      await recordEvent(transaction, actor, "authz_change", { device: known.name, trusted: true });
    }
    if (known.isNew) {
      const details = { device: known.name, isTrusted: known.isNowTrusted ? "Yes" : "No" } as const;
      await queueEmail(transaction, { kind: "new_login", userId, recipient: email, details });
    } else if (known.isNowTrusted) {
      await queueEmail(transaction, { kind: "device_trusted", userId, details: { device: known.name } });
    }
    return { session, isAlerted: known.isNew || known.isNowTrusted };
  });
  if (opened?.isAlerted) triggerMailDelivery();
  return opened && { ...opened.session, ...(kind === "cookie" && { deviceToken: next }) };
}
