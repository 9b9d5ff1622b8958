import { type AuditActor, recordEvent } from "@/lib/audit/record-event";
import { endDeviceTrust } from "@/lib/devices/recognize-device";
import type { Prisma } from "@/lib/generated/prisma/client";
import { BY_ADMINISTRATOR, queueEmail } from "@/lib/mail/queue-email";
import { revokeSessions } from "@/lib/sessions/session";
import { turnOff } from "./change-methods";

/**
 * Removes every second factor of a user who lost them all, ends their sessions and the trust in their devices, and tells
 * the owner. To be called under `lockUser`.
 *
 * @param by who asked for it: an admin or the owner
 */
export async function removeAllMethods(
  transaction: Prisma.TransactionClient,
  actor: AuditActor,
  by: "admin" | "owner",
): Promise<void> {
  const { userId } = actor;
  await transaction.authenticatorApp.deleteMany({ where: { userId } });
  await transaction.passkey.deleteMany({ where: { userId } });
  await transaction.pendingLogin.deleteMany({ where: { userId } });
  await turnOff(transaction, userId);
  await endDeviceTrust(transaction, userId);
  await revokeSessions(transaction, actor, "revoked", {});
  await recordEvent(transaction, actor, "mfa_reset", { by });
  await queueEmail(transaction, {
    kind: "two_factor_reset_done",
    userId,
    details: by === "admin" ? BY_ADMINISTRATOR : {},
  });
}
