import { randomUUID } from "node:crypto";
import type * as z from "zod/mini";
import type { Prisma } from "../generated/prisma/client";
import type { deviceSchema } from "../schemas/device";

/** A device as somebody has it among theirs. */
export type KnownDevice = { id: string; name: string; isNew: boolean; isNowTrusted: boolean };

/**
 * Finds a device among somebody's, or adds it. Of two log-ins on a new device at the same moment, one
 * adds it and the other finds it.
 *
 * @param isRemembered whether it is to be trusted from now on; one that is trusted stays so
 */
export async function recogniseDevice(
  transaction: Prisma.TransactionClient,
  userId: string,
  device: z.infer<typeof deviceSchema>,
  isRemembered: boolean,
): Promise<KnownDevice> {
  const earlier = await transaction.device.findUnique({
    where: { userId_fingerprintHash: { userId, fingerprintHash: device.fingerprint_hash } },
    select: { isTrusted: true },
  });
  const [known] = await transaction.$queryRaw<Omit<KnownDevice, "isNowTrusted">[]>`
    INSERT INTO devices (id, user_id, fingerprint_hash, name, type, browser, os, is_trusted, updated_at)
    VALUES (${randomUUID()}::uuid, ${userId}::uuid, ${device.fingerprint_hash}, ${device.device_name},
      ${device.device_type}::"DeviceType", ${device.browser ?? ""}, ${device.os ?? ""}, ${isRemembered}, now())
    ON CONFLICT (user_id, fingerprint_hash) DO UPDATE SET
      browser = EXCLUDED.browser, os = EXCLUDED.os, last_seen_at = now(), updated_at = now(),
      is_trusted = devices.is_trusted OR EXCLUDED.is_trusted
    RETURNING id, name, (xmax = 0) AS "isNew"`;
  if (!known) throw new Error("A device was neither found nor added.");
  return { ...known, isNowTrusted: isRemembered && !earlier?.isTrusted };
}
