import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { err, type Failure, type NotFound, ok, type Result } from "@/lib/result";
import { changeDeviceSchema } from "@/lib/schemas/change-device";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { isUuid } from "@/lib/schemas/uuid";
import type { Actor } from "@/lib/sessions/current-user";
import { confirmSession, requireReauthentication } from "@/lib/sessions/reauthentication";
import { type NewSession, requireActiveSession, revokeSessions } from "@/lib/sessions/session";

const listedDevice = {
  id: true,
  name: true,
  type: true,
  browser: true,
  os: true,
  isTrusted: true,
  createdAt: true,
  lastSeenAt: true,
} satisfies Prisma.DeviceSelect;

/** A device as shown to its owner. */
export type ListedDevice = Prisma.DeviceGetPayload<{ select: typeof listedDevice }>;

/** Lists the devices that the actor has logged in from, most recently used first. */
export function listDevices({ userId }: Pick<Actor, "userId">): Promise<ListedDevice[]> {
  return db().device.findMany({ where: { userId }, orderBy: { lastSeenAt: "desc" }, select: listedDevice });
}

/** A device after a change, and the session with its new token if the password was verified for the change. */
export type ChangedDevice = { device: ListedDevice; session?: NewSession | undefined };

/**
 * Renames one of the actor's devices, or changes whether it is trusted. Trusting a device requires recent
 * authentication, and the owner is told by email.
 *
 * @param input `{ device_name?, is_trusted?, password? }`; the password is needed only to trust a device if
 *   the last authentication is not recent
 */
export async function changeDevice(
  id: string,
  input: unknown,
  actor: Actor,
): Promise<Result<ChangedDevice, Failure | NotFound>> {
  const parsed = changeDeviceSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { device_name, is_trusted, password } = parsed.data;
  const { userId } = actor;
  const device = isUuid(id)
    ? await db().device.findFirst({ where: { id, userId }, select: { isTrusted: true } })
    : null;
  if (!device) return err({ code: "not_found" });
  const becomesTrusted = is_trusted === true && !device.isTrusted;
  const authentication = becomesTrusted
    ? await requireReauthentication(password, actor)
    : ok({ wasVerified: false });
  if (!authentication.ok) return authentication;

  const changed = await db().$transaction(async (transaction) => {
    const session = await confirmSession(transaction, actor, authentication.value);
    const before = await transaction.device.findFirst({ where: { id, userId }, select: listedDevice });
    if (!before) return undefined;
    const name = device_name ?? before.name;
    const isTrusted = is_trusted ?? before.isTrusted;
    // The device was still trusted when reauthentication was skipped, and a concurrent request has removed
    // the trust since. Restoring it would need the password.
    if (isTrusted && !before.isTrusted && !becomesTrusted) return { device: before, session };
    await transaction.device.updateMany({ where: { id, userId }, data: { name, isTrusted } });
    if (name !== before.name) {
      await recordEvent(transaction, actor, "user_updated", {
        fields: ["device_name"],
        device: name,
        changes: { device_name: { from: before.name, to: name } },
      });
    }
    if (isTrusted !== before.isTrusted) {
      await recordEvent(transaction, actor, "authz_change", { device: name, trusted: isTrusted });
      if (isTrusted) {
        await queueEmail(transaction, { kind: "device_trusted", userId, details: { device: name } });
      }
    }
    return { device: { ...before, name, isTrusted }, session };
  });
  if (becomesTrusted && changed) triggerMailDelivery();
  return changed ? ok(changed) : err({ code: "not_found" });
}

/**
 * Removes one of the actor's devices and revokes its sessions.
 *
 * @returns the removed device
 */
export async function removeDevice(id: string, actor: Actor): Promise<Result<{ name: string }, NotFound>> {
  if (!isUuid(id)) return err({ code: "not_found" });
  const { userId } = actor;
  const removed = await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    const device = await transaction.device.findFirst({ where: { id, userId }, select: { name: true } });
    if (!device) return undefined;
    await revokeSessions(transaction, actor, "revoked", { deviceId: id });
    await transaction.device.deleteMany({ where: { id, userId } });
    await recordEvent(transaction, actor, "sensitive_delete", { device: device.name });
    return device;
  });
  return removed ? ok(removed) : err({ code: "not_found" });
}
