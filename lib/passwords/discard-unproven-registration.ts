import type { Prisma } from "@/lib/generated/prisma/client";
import { revokePendingTokens } from "@/lib/tokens/consume-token";

/**
 * Ends everything that was begun with an account before its address was proven. To be called in the transaction that
 * verifies the address without the password that was chosen at registration, and replaces that password: a stranger may
 * have registered the address. Removes the devices and sessions, the phone number, the stored responses to the
 * registration and all links that were sent.
 */
export async function discardUnprovenRegistration(
  transaction: Prisma.TransactionClient,
  userId: string,
): Promise<void> {
  await transaction.session.deleteMany({ where: { userId } });
  await transaction.device.deleteMany({ where: { userId } });
  await transaction.idempotencyKey.deleteMany({ where: { userId } });
  await revokePendingTokens(transaction, userId);
  await transaction.user.updateMany({ where: { id: userId }, data: { phoneNumber: "" } });
}
