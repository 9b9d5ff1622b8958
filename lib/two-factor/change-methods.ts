import { type AuditActor, recordEvent } from "@/lib/audit/record-event";
import { endDeviceTrust } from "@/lib/devices/recognize-device";
import type { Prisma } from "@/lib/generated/prisma/client";
import { type EmailOrigin, queueEmail } from "@/lib/mail/queue-email";
import { replaceRecoveryCodes } from "./recovery-codes";

/** A second factor. */
export type Method = { method: "authenticator" | "passkey"; name: string };

const SHOWN = { authenticator: "Authenticator app", passkey: "Passkey" } as const;

/**
 * Does what goes with a new second factor, in the transaction that adds it and under `lockUser`: ends the trust in all
 * devices, tells the owner and, for the first one, turns two-factor authentication on and forgets the cookies of all other
 * devices.
 *
 * @returns the recovery codes, if this is the first factor
 */
export async function methodAdded(
  transaction: Prisma.TransactionClient,
  actor: AuditActor & Pick<EmailOrigin, "deviceId">,
  { id: methodId, ...added }: Method & { id: string },
): Promise<string[] | undefined> {
  const { userId } = actor;
  await endDeviceTrust(transaction, userId);
  await recordEvent(transaction, actor, "mfa_method_added", added);
  const details = { method: SHOWN[added.method], methodName: added.name, methodId };
  await queueEmail(transaction, { kind: "two_factor_added", userId, details, origin: actor });
  const { count: isFirst } = await transaction.user.updateMany({
    where: { id: userId, twoFactorSince: null },
    data: { twoFactorSince: new Date() },
  });
  if (isFirst === 0) return undefined;
  // Codes from a device that the account knows by its cookie are limited less. From now on only a login with a second
  // factor gives such a cookie.
  const others = { userId, id: { not: actor.deviceId ?? undefined } };
  await transaction.device.updateMany({ where: others, data: { cookieHash: null } });
  await recordEvent(transaction, actor, "mfa_recovery_codes_created", { isFirst: true });
  return replaceRecoveryCodes(transaction, userId);
}

/**
 * Does what goes with the removal of a second factor: ends the trust in all devices, tells the owner and, after the last
 * one, turns two-factor authentication off.
 */
export async function methodRemoved(
  transaction: Prisma.TransactionClient,
  actor: AuditActor,
  removed: Method,
): Promise<void> {
  const { userId } = actor;
  await endDeviceTrust(transaction, userId);
  await recordEvent(transaction, actor, "mfa_method_removed", removed);
  const details = { method: SHOWN[removed.method], methodName: removed.name };
  await queueEmail(transaction, { kind: "two_factor_removed", userId, details, origin: actor });
  const apps = await transaction.authenticatorApp.count({ where: { userId, confirmedAt: { not: null } } });
  const passkeys = await transaction.passkey.count({ where: { userId } });
  if (apps + passkeys === 0) await turnOff(transaction, userId);
}

/**
 * Removes a second factor that the owner reports not to have added. Whoever added it could otherwise keep using it.
 *
 * @param id as in the email about it; the method may have been removed since
 */
export async function removeReportedMethod(
  transaction: Prisma.TransactionClient,
  actor: AuditActor,
  id: string,
): Promise<void> {
  const where = { id, userId: actor.userId };
  const app = await transaction.authenticatorApp.findFirst({ where, select: { name: true } });
  const passkey = app ? null : await transaction.passkey.findFirst({ where, select: { name: true } });
  const name = app?.name ?? passkey?.name;
  if (name === undefined) return;
  await transaction.authenticatorApp.deleteMany({ where });
  await transaction.passkey.deleteMany({ where });
  await methodRemoved(transaction, actor, { method: app ? "authenticator" : "passkey", name });
}

/**
 * Removes the second factors and recovery codes that were added since a moment at which someone else may have taken over
 * the account.
 */
export async function removeMethodsAddedSince(
  transaction: Prisma.TransactionClient,
  actor: AuditActor,
  since: Date,
): Promise<void> {
  const { userId } = actor;
  await transaction.authenticatorApp.deleteMany({ where: { userId, confirmedAt: null } });
  await transaction.recoveryCode.deleteMany({ where: { userId, createdAt: { gte: since } } });
  const select = { id: true } as const;
  const added = [
    ...(await transaction.authenticatorApp.findMany({
      where: { userId, confirmedAt: { gte: since } },
      select,
    })),
    ...(await transaction.passkey.findMany({ where: { userId, createdAt: { gte: since } }, select })),
  ];
  for (const { id } of added) await removeReportedMethod(transaction, actor, id);
}

/**
 * Turns two-factor authentication off: without a second factor, recovery codes have no use. A reset that waits for its
 * time has nothing left to do, and must not remove what the owner adds next.
 */
export async function turnOff(transaction: Prisma.TransactionClient, userId: string): Promise<void> {
  await transaction.recoveryCode.deleteMany({ where: { userId } });
  await transaction.twoFactorReset.updateMany({
    where: { userId, canceledAt: null, doneAt: null },
    data: { canceledAt: new Date() },
  });
  await transaction.user.update({
    where: { id: userId },
    data: { twoFactorSince: null },
    select: { id: true },
  });
}
