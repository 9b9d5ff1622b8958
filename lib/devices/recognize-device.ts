import type * as z from "zod/mini";
import { sha256 } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { deviceSchema } from "@/lib/schemas/device";

/** A device found among, or added to, a user's devices. */
export type RecognizedDevice = {
  id: string;
  name: string;
  isNew: boolean;
  isNowTrusted: boolean;
  /** Whether the `next` token identifies the device from now on. */
  isKept: boolean;
};

/** The device token that the browser sent, and the one that replaces it. The token changes at each login. */
type DeviceTokens = { shown: string | undefined; next: string | undefined };

/** Returns the hash of the device cookie, which is all that is stored of it. */
export const cookieHash = (deviceToken: string) => new Uint8Array(sha256(deviceToken));

/**
 * Finds the device among the user's devices, or adds it. The device is recognized by the browser's cookie, or
 * else by its fingerprint, which two browsers may share. Must be called under `lockUser`, so that of two
 * concurrent logins from a new device one adds it and the other finds it.
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
  const cookie = shown && { cookieHash: cookieHash(shown) };
  const select = { id: true, name: true, isTrusted: true, cookieHash: true };
  const fingerprint = { fingerprintHash: device.fingerprint_hash };
  const byCookie = cookie && (await transaction.device.findFirst({ where: { userId, ...cookie }, select }));
  const known =
    byCookie || (await transaction.device.findFirst({ where: { userId, ...fingerprint }, select }));
  // Another browser with the same fingerprint must not replace the cookie of the known device.
  const isKept = next !== undefined && (Boolean(byCookie) || !known?.cookieHash);
  const seen = {
    browser: device.browser ?? "",
    os: device.os ?? "",
    lastSeenAt: new Date(),
    ...(isKept && { cookieHash: cookieHash(next) }),
    ...(isRemembered && { isTrusted: true }),
  };
  const { device_name: name, device_type: type } = device;
  const { id, ...kept } = known
    ? await transaction.device.update({ where: { id: known.id }, data: seen, select })
    : await transaction.device.create({ data: { userId, ...fingerprint, name, type, ...seen }, select });
  const isNowTrusted = isRemembered && !known?.isTrusted;
  return { id, name: kept.name, isNew: !known, isNowTrusted, isKept };
}

/** Returns the id of the device that a browser's cookie identifies, if it belongs to the account. */
export async function findDeviceByCookie(
  emailCanonical: string,
  deviceToken: string,
): Promise<string | undefined> {
  const device = await db().device.findFirst({
    where: { cookieHash: cookieHash(deviceToken), user: { emailCanonical } },
    select: { id: true },
  });
  return device?.id;
}
