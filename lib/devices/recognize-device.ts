import type * as z from "zod/mini";
import { hidesAccounts } from "@/lib/config/enumeration";
import { env } from "@/lib/config/env";
import { sha256 } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { deviceSchema } from "@/lib/schemas/device";

const DAY_MS = 24 * 60 * 60 * 1000;

const TRUST_DAYS = 30;

/** Returns until when a device is trusted whose trust begins now. */
export function trustedUntil(): Date {
  return new Date(Date.now() + TRUST_DAYS * DAY_MS);
}

const isLater = (time: Date | null) => time !== null && time.getTime() > Date.now();

/** A device found among, or added to, a user's devices. */
export type RecognizedDevice = {
  id: string;
  /** The name that its owner gave to a known device, otherwise the name that the client gives itself. */
  name: string;
  /** Whether the client didn't prove to be one of the user's devices. It may still look like one. */
  isNew: boolean;
  isNowTrusted: boolean;
};

/**
 * The secret that the client showed, and the one that identifies its device from now on. A browser gets a new device
 * cookie at each login; a program keeps the device token that it made.
 */
type DeviceTokens = { shown: string | undefined; next: string | undefined };

/** Returns the hash of a device's secret, which is all that is stored of it. */
export const cookieHash = (deviceToken: string) => new Uint8Array(sha256(deviceToken));

const select = { id: true, name: true, isTrusted: true, trustedUntil: true } satisfies Prisma.DeviceSelect;

/**
 * Finds the device among the user's devices by its secret, or adds it. A client without a known secret is a new device,
 * whatever it looks like: a fingerprint can be copied. Likeness only spares a second entry in the list of devices, for
 * clients that have no secret. Must be called under `lockUser`, so that concurrent logins don't add a device twice.
 *
 * @param isRemembered whether to trust the device from now on; a trusted device stays trusted
 */
export async function recognizeDevice(
  transaction: Prisma.TransactionClient,
  userId: string,
  device: z.infer<typeof deviceSchema>,
  isRemembered: boolean,
  { shown, next }: DeviceTokens,
): Promise<RecognizedDevice> {
  const proven = shown && { userId, cookieHash: cookieHash(shown) };
  const known = proven ? await transaction.device.findFirst({ where: proven, select }) : null;
  const entry = known ?? (await findAlike(transaction, userId, device, isRemembered));
  const seen = {
    browser: device.browser ?? "",
    os: device.os ?? "",
    lastSeenAt: new Date(),
    ...(next !== undefined && { cookieHash: cookieHash(next) }),
    ...(isRemembered && { isTrusted: true, trustedUntil: trustedUntil() }),
  };
  const { id } = entry
    ? await transaction.device.update({ where: { id: entry.id }, data: seen, select })
    : await addDevice(transaction, userId, device, seen);
  return {
    id,
    name: known?.name ?? device.device_name,
    isNew: !known,
    isNowTrusted: isRemembered && !(entry?.isTrusted && isLater(entry.trustedUntil)),
  };
}

/**
 * Finds a device without a secret that looks the same. A trusted one is found only by a login that asks for trust, so
 * that no other login appears as the trusted device.
 */
function findAlike(
  transaction: Prisma.TransactionClient,
  userId: string,
  { fingerprint_hash }: z.infer<typeof deviceSchema>,
  isRemembered: boolean,
) {
  return transaction.device.findFirst({
    where: {
      userId,
      fingerprintHash: fingerprint_hash,
      cookieHash: null,
      ...(!isRemembered && { isTrusted: false }),
    },
    orderBy: { lastSeenAt: "desc" },
    select,
  });
}

/**
 * Adds a device. Removes those that look the same and are out of use, so that a browser that keeps no cookies doesn't
 * fill the list.
 */
async function addDevice(
  transaction: Prisma.TransactionClient,
  userId: string,
  { fingerprint_hash: fingerprintHash, device_name: name, device_type: type }: z.infer<typeof deviceSchema>,
  seen: Omit<Prisma.DeviceUncheckedCreateInput, "userId" | "fingerprintHash" | "name" | "type">,
) {
  const unusedSince = new Date(Date.now() - env().SESSION_IDLE_DAYS * DAY_MS);
  await transaction.device.deleteMany({
    where: {
      userId,
      fingerprintHash,
      isTrusted: false,
      sessions: { none: {} },
      lastSeenAt: { lt: unusedSince },
    },
  });
  return transaction.device.create({ data: { userId, fingerprintHash, name, type, ...seen }, select });
}

/** Returns the id of the device that a secret identifies, if it belongs to the account. */
export async function findDeviceByCookie(
  emailCanonical: string,
  deviceToken: string,
): Promise<string | undefined> {
  const device = await db().device.findFirst({
    where: {
      cookieHash: cookieHash(deviceToken),
      user: { emailCanonical, ...(hidesAccounts() && { emailVerified: true }) },
    },
    select: { id: true },
  });
  return device?.id;
}

/** Returns whether a secret identifies one of the user's devices that is trusted at present. */
export async function isTrustedDevice(
  userId: string,
  deviceToken: string | undefined,
  client: Pick<Prisma.TransactionClient, "device"> = db(),
): Promise<boolean> {
  if (!deviceToken) return false;
  const trusted = { isTrusted: true, trustedUntil: { gt: new Date() } };
  const proven = { userId, cookieHash: cookieHash(deviceToken) };
  return (await client.device.count({ where: { ...proven, ...trusted } })) > 0;
}

/** Ends the trust in all of a user's devices. */
export async function endDeviceTrust(transaction: Prisma.TransactionClient, userId: string): Promise<void> {
  const trusted = { userId, isTrusted: true };
  await transaction.device.updateMany({ where: trusted, data: { isTrusted: false, trustedUntil: null } });
}
