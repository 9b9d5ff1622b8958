import type { Admission } from "@/lib/crypto/hash-plan";
import { PasswordQueueFullError } from "@/lib/crypto/hash-queue";
import { hashPassword, type PasswordHash, verifyPassword } from "@/lib/crypto/password";
import { db } from "@/lib/database/client";

/**
 * Replaces an outdated or imported hash of a password that was just verified. While the hash queue is full, the hash is
 * left for a later login: this one must not fail for it.
 *
 * @returns the hash that is stored afterwards
 */
export async function rehashPassword(
  outdated: PasswordHash & { id: string },
  password: string,
  admission: Admission,
): Promise<string> {
  try {
    // The password was correct, so this is no longer a stranger.
    return await replaceHash(outdated, password, { ...admission, standing: "known" });
  } catch (error) {
    if (!(error instanceof PasswordQueueFullError)) throw error;
    return outdated.passwordHash;
  }
}

async function replaceHash(
  { id, passwordHash }: PasswordHash & { id: string },
  password: string,
  admission: Admission,
): Promise<string> {
  const renewed = await hashPassword(password, admission);
  const { count } = await db().user.updateMany({ where: { id, passwordHash }, data: renewed });
  if (count > 0) return renewed.passwordHash;
  // A concurrent login replaced the hash first, or the password was changed.
  const current = await db().user.findUnique({
    where: { id },
    select: { passwordHash: true, passwordPepper: true },
  });
  return current && (await verifyPassword(password, current, admission))
    ? current.passwordHash
    : passwordHash;
}
