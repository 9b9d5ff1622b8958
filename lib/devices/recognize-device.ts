import type * as z from "zod/mini";
import { sha256 } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { deviceSchema } from "@/lib/schemas/device";

/** A device as somebody has it among theirs. */
export type RecognizedDevice = {
  id: string;
  name: string;
  isNew: boolean;
  isNowTrusted: boolean;
  /** Whether it is known by `next` from now on. */
  isKept: boolean;
};

/** What a browser keeps: what it showed, and what it is to show the next time, which is new at each log-in. */
type DeviceTokens = { shown: string | undefined; next: string | undefined };

/** What is kept of the cookie by which a browser is known again. */
export const cookieHash = (deviceToken: string) => new Uint8Array(sha256(deviceToken));

/**
 * Finds a device among somebody's, or adds it: by the cookie that its browser keeps, else by its fingerprint,
 * which two browsers may share. To be called under `lockUser`, so that of two log-ins on a new device at the
 * same moment one adds it and the other finds it.
 *
 * @param isRemembered whether it is to be trusted from now on; one that is trusted stays so
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
  // Another browser with the same fingerprint must not take the cookie's place.
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

/** The device of an account that a browser's cookie names, if it does. */
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
