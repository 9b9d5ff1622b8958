import type { Prisma } from "@/lib/generated/prisma/client";

/**
 * Locks a user until the end of the transaction. Every change of how a user logs in takes this lock first, so that
 * such changes are serialized and can't deadlock. Not `FOR UPDATE`, which would also block inserts that reference the
 * user, such as audit events.
 */
export async function lockUser(transaction: Prisma.TransactionClient, userId: string): Promise<void> {
  await transaction.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
}
