import { scheduleDeletionOf } from "@/lib/account/delete-account";
import { cancelDeletion } from "@/lib/account/keep-account";
import { ADMINISTRATOR, BY_ADMINISTRATOR } from "@/lib/mail/queue-email";
import { adminActionSchema } from "@/lib/schemas/admin-user";
import type { Actor } from "@/lib/sessions/current-user";
import { type AdminWriteResult, performAdminWrite, refuse } from "./admin-write";

/**
 * Schedules an account for deletion in 7 days, as its owner can. Revokes its sessions and tells the owner by email. Until
 * then an admin can restore it, and so can the owner, unless the account is also suspended.
 *
 * @param input `{ password? }`
 */
export async function deleteUser(userId: string, input: unknown, actor: Actor): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "delete", userId, input, schema: adminActionSchema },
    actor,
    async ({ transaction, subject, audit }) => {
      if (subject.deleteAfter) refuse("already_scheduled");
      await scheduleDeletionOf(transaction, audit, ADMINISTRATOR, BY_ADMINISTRATOR.requestedBy);
    },
  );
}

/**
 * Cancels the scheduled deletion of an account, and tells the owner by email.
 *
 * @param input `{ password? }`
 */
export async function restoreUser(userId: string, input: unknown, actor: Actor): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "restore", userId, input, schema: adminActionSchema },
    actor,
    async ({ transaction, audit }) => {
      const wasScheduled = await cancelDeletion(
        transaction,
        audit,
        ADMINISTRATOR,
        BY_ADMINISTRATOR.requestedBy,
      );
      if (!wasScheduled) refuse("not_scheduled");
    },
  );
}
