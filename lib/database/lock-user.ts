import type { Prisma } from "@/lib/generated/prisma/client";

/**
 * Holds a user until the transaction's end. What changes how somebody logs in takes this first, so that two
 * such changes come one after the other, and never wait for each other. Not `FOR UPDATE`: a row that refers to the
 * user, such as an audit row, can still be added by who does not change that.
 */
export async function lockUser(transaction: Prisma.TransactionClient, userId: string): Promise<void> {
  await transaction.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
}
