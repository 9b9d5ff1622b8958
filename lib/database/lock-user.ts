import type { Prisma, Role } from "@/lib/generated/prisma/client";

/**
 * Locks a user until the end of the transaction. Every change of how a user logs in takes this lock first, so that
 * such changes are serialized and can't deadlock. Not `FOR UPDATE`, which would also block inserts that reference the
 * user, such as audit events.
 */
export async function lockUser(transaction: Prisma.TransactionClient, userId: string): Promise<void> {
  await transaction.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
}

/** What a login checks under the lock. */
export type LockedUser = {
  role: Role;
  emailCanonical: string;
  passwordHash: string;
  emailVerified: boolean;
  suspendedAt: Date | null;
  twoFactorSince: Date | null;
};

/** Locks a user as {@link lockUser} does, and returns them as they are under the lock, in one round trip. */
export async function lockAndFindUser(
  transaction: Prisma.TransactionClient,
  userId: string,
): Promise<LockedUser | undefined> {
  const [user] = await transaction.$queryRaw<LockedUser[]>`
    SELECT role::text AS role, email_canonical AS "emailCanonical", password_hash AS "passwordHash",
      email_verified AS "emailVerified", suspended_at AS "suspendedAt", two_factor_since AS "twoFactorSince"
    FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
  return user;
}
