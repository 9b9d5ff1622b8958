import { adminActionSchema, suspendUserSchema } from "@/lib/schemas/admin-user";
import type { Actor } from "@/lib/sessions/current-user";
import { type AdminWriteResult, performAdminWrite, refuse } from "./admin-write";

/**
 * Suspends an account: it loses its sessions and can't be logged in to, until an admin reactivates it or
 * until the given time: the next login after it, or the hourly job, then lifts the suspension. A trigger records the event and tells the owner
 * by email; the last admin can't be suspended.
 *
 * @param input `{ reason, until?, password? }`
 */
export async function suspendUser(userId: string, input: unknown, actor: Actor): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "suspend", userId, input, schema: suspendUserSchema },
    actor,
    async ({ transaction, subject, data }) => {
      if (subject.suspendedAt) refuse("already_suspended");
      await transaction.user.update({
        where: { id: userId },
        data: { suspendedAt: new Date(), suspensionReason: data.reason, suspendedUntil: data.until ?? null },
        select: { id: true },
      });
    },
  );
}

/**
 * Ends the suspension of an account. The sessions that it revoked stay revoked. A trigger records the event and tells
 * the owner by email.
 *
 * @param input `{ password? }`
 */
export async function reactivateUser(
  userId: string,
  input: unknown,
  actor: Actor,
): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "reactivate", userId, input, schema: adminActionSchema },
    actor,
    async ({ transaction, subject }) => {
      if (!subject.suspendedAt) refuse("not_suspended");
      await transaction.user.update({
        where: { id: userId },
        data: { suspendedAt: null, suspensionReason: null, suspendedUntil: null },
        select: { id: true },
      });
    },
  );
}
