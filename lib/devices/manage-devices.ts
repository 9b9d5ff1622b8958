import { type AuditActor, recordEvent } from "@/lib/audit/record-event";
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
import { trustedUntil } from "./recognize-device";

const PAGE_SIZE = 100;

const listedDevice = {
  id: true,
  name: true,
  type: true,
  browser: true,
  os: true,
  isTrusted: true,
  trustedUntil: true,
  createdAt: true,
  lastSeenAt: true,
} satisfies Prisma.DeviceSelect;

/** A device as shown to its owner. */
export type ListedDevice = Prisma.DeviceGetPayload<{ select: typeof listedDevice }>;

const byLastUse = [{ lastSeenAt: "desc" }, { id: "desc" }] satisfies Prisma.DeviceOrderByWithRelationInput[];

type DeviceQuery = {
  /** The ID of one of the user's devices, to list only those after it. Any other value is ignored. */
  after?: unknown;
  /** How many devices to return. */
  limit?: number;
};

/**
 * Lists the devices that the actor has logged in from, most recently used first, one page at a time.
 *
 * @returns the page and, if there are more devices, `next`: the `after` of the next page
 */
export async function listDevices(
  { userId }: Pick<Actor, "userId">,
  { after, limit = PAGE_SIZE }: DeviceQuery = {},
): Promise<{ devices: ListedDevice[]; next?: string }> {
  const cursor =
    typeof after === "string" && isUuid(after)
      ? await db().device.findFirst({ where: { id: after, userId }, select: { id: true, lastSeenAt: true } })
      : null;
  const rows = await db().device.findMany({
    where: { userId, ...(cursor && usedBefore(cursor)) },
    orderBy: byLastUse,
    take: limit + 1,
    select: listedDevice,
  });
  const devices = rows.slice(0, limit).map(withCurrentTrust);
  const next = rows.length > limit ? devices.at(-1)?.id : undefined;
  return { devices, ...(next && { next }) };
}

function usedBefore({ id, lastSeenAt }: { id: string; lastSeenAt: Date }): Prisma.DeviceWhereInput {
  return { OR: [{ lastSeenAt: { lt: lastSeenAt } }, { lastSeenAt, id: { lt: id } }] };
}

/** Lists the actor's devices that skip the second factor, most recently used first. */
export async function listTrustedDevices({ userId }: Pick<Actor, "userId">): Promise<ListedDevice[]> {
  return db().device.findMany({
    where: { userId, isTrusted: true, trustedUntil: { gt: new Date() } },
    orderBy: byLastUse,
    take: PAGE_SIZE,
    select: listedDevice,
  });
}

/**
 * Finds some of the user's devices, by most recent use.
 *
 * @param first the ID of the device that comes before all others, if there is one
 */
export async function findDevices(
  userId: string,
  { first, skip, take }: { first: string | null; skip: number; take: number },
): Promise<ListedDevice[]> {
  const current = first
    ? await db().device.findFirst({ where: { id: first, userId }, select: listedDevice })
    : null;
  // It takes the first place, which moves each other device by one.
  const isShown = current !== null && skip === 0;
  const others = await db().device.findMany({
    where: { userId, ...(current && { id: { not: current.id } }) },
    orderBy: byLastUse,
    skip: current && !isShown ? skip - 1 : skip,
    take: isShown ? take - 1 : take,
    select: listedDevice,
  });
  return [...(isShown ? [current] : []), ...others].map(withCurrentTrust);
}

/** Trust ends by itself. */
function withCurrentTrust(device: ListedDevice): ListedDevice {
  const { isTrusted, trustedUntil } = device;
  return { ...device, isTrusted: isTrusted && trustedUntil !== null && trustedUntil > new Date() };
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
    ? await db().device.findFirst({ where: { id, userId }, select: listedDevice })
    : null;
  if (!device) return err({ code: "not_found" });
  const becomesTrusted = is_trusted === true && !withCurrentTrust(device).isTrusted;
  const authentication = becomesTrusted
    ? await requireReauthentication(password, actor)
    : ok({ wasVerified: false });
  if (!authentication.ok) return authentication;

  const changed = await db().$transaction(async (transaction) => {
    const session = await confirmSession(transaction, actor, authentication.value);
    const found = await transaction.device.findFirst({ where: { id, userId }, select: listedDevice });
    if (!found) return undefined;
    const before = withCurrentTrust(found);
    const name = device_name ?? before.name;
    const isTrusted = is_trusted ?? before.isTrusted;
    // The device was still trusted when reauthentication was skipped, and a concurrent request has removed
    // the trust since. Restoring it would need the password.
    if (isTrusted && !before.isTrusted && !becomesTrusted) return { device: before, session };
    const trust = becomesTrusted ? { trustedUntil: trustedUntil() } : {};
    await transaction.device.updateMany({ where: { id, userId }, data: { name, isTrusted, ...trust } });
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
        const details = { device: name };
        await queueEmail(transaction, { kind: "device_trusted", userId, details, origin: actor });
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
  const removed = await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    return deleteDevice(transaction, actor, id);
  });
  return removed ? ok(removed) : err({ code: "not_found" });
}

/**
 * Removes a device of `actor.userId` in the transaction of the change, and revokes its sessions.
 *
 * @param id must be a UUID
 * @returns the removed device, if there was one
 */
export async function deleteDevice(
  transaction: Prisma.TransactionClient,
  actor: AuditActor,
  id: string,
): Promise<{ name: string } | undefined> {
  const { userId } = actor;
  const device = await transaction.device.findFirst({ where: { id, userId }, select: { name: true } });
  if (!device) return undefined;
  await revokeSessions(transaction, actor, "revoked", { deviceId: id });
  await transaction.device.deleteMany({ where: { id, userId } });
  await recordEvent(transaction, actor, "sensitive_delete", { device: device.name });
  return device;
}
