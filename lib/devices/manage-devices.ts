import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { err, type Failure, type NotFound, ok, type Result } from "@/lib/result";
import { changeDeviceSchema } from "@/lib/schemas/change-device";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { isUuid } from "@/lib/schemas/uuid";
import type { Actor } from "@/lib/sessions/current-user";
import { requireReauthentication } from "@/lib/sessions/reauthentication";
import { requireActiveSession, revokeSessions } from "@/lib/sessions/session";

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

/** A device as its owner sees it. */
export type ListedDevice = Prisma.DeviceGetPayload<{ select: typeof listedDevice }>;

/** The devices on which the actor was seen, the last one first. */
export function listDevices({ userId }: Pick<Actor, "userId">): Promise<ListedDevice[]> {
  return db().device.findMany({ where: { userId }, orderBy: { lastSeenAt: "desc" }, select: listedDevice });
}

/**
 * Renames one of the actor's devices, trusts it or no longer does. To trust one, a recent password is needed.
 *
 * @param input `{ device_name?, is_trusted?, password? }`
 */
export async function changeDevice(
  id: string,
  input: unknown,
  actor: Actor,
): Promise<Result<ListedDevice, Failure | NotFound>> {
  const parsed = changeDeviceSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { device_name, is_trusted, password } = parsed.data;
  const { userId } = actor;
  const device = isUuid(id)
    ? await db().device.findFirst({ where: { id, userId }, select: { isTrusted: true } })
    : null;
  if (!device) return err({ code: "not_found" });
  const isToBeTrusted = is_trusted === true && !device.isTrusted;
  const failure = isToBeTrusted ? await requireReauthentication(password, actor) : undefined;
  if (failure) return err(failure);

  const changed = await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    const before = await transaction.device.findFirst({ where: { id, userId }, select: listedDevice });
    if (!before) return undefined;
    const name = device_name ?? before.name;
    const isTrusted = is_trusted ?? before.isTrusted;
    // What was not yet trusted when the password was asked for, or not, is not to become so unasked.
    if (isTrusted && !before.isTrusted && !isToBeTrusted) return before;
    await transaction.device.updateMany({ where: { id, userId }, data: { name, isTrusted } });
    if (name !== before.name) {
      await recordEvent(transaction, actor, "user_updated", { fields: ["device_name"], device: name });
    }
    if (isTrusted !== before.isTrusted) {
      await recordEvent(transaction, actor, "authz_change", { device: name, trusted: isTrusted });
    }
    return { ...before, name, isTrusted };
  });
  return changed ? ok(changed) : err({ code: "not_found" });
}

/** Forgets one of the actor's devices, which ends its sessions. */
export async function removeDevice(id: string, actor: Actor): Promise<Result<undefined, NotFound>> {
  if (!isUuid(id)) return err({ code: "not_found" });
  const { userId } = actor;
  const isDone = await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    const device = await transaction.device.findFirst({ where: { id, userId }, select: { name: true } });
    if (!device) return false;
    await revokeSessions(transaction, actor, "ended", { deviceId: id });
    await transaction.device.deleteMany({ where: { id, userId } });
    await recordEvent(transaction, actor, "sensitive_delete", { device: device.name });
    return true;
  });
  return isDone ? ok(undefined) : err({ code: "not_found" });
}
