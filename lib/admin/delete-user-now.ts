import { recordEvent } from "@/lib/audit/record-event";
import { log } from "@/lib/observability/log";
import { deleteNowSchema } from "@/lib/schemas/admin-user";
import type { Actor } from "@/lib/sessions/current-user";
import { type AdminWriteResult, performAdminWrite, RefusedError, refuse } from "./admin-write";

/**
 * Deletes an account and all its data at once. Its owner isn't told by email: nothing remains of them, not even the
 * address. Refused while one of their emails is being sent, because a retry must repeat the whole batch.
 *
 * @param input `{ confirmation, password? }`; `confirmation` is the username of the account
 */
export async function deleteUserNow(userId: string, input: unknown, actor: Actor): Promise<AdminWriteResult> {
  const result = await performAdminWrite(
    { action: "delete_now", userId, input, schema: deleteNowSchema },
    actor,
    async ({ transaction, subject, data, audit }) => {
      if (data.confirmation !== subject.username)
        throw new RefusedError({ code: "invalid", errors: { confirmation: ["confirmation_mismatch"] } });
      const inFlight = await transaction.outboxEmail.count({
        where: { userId, state: { in: ["queued", "sending"] }, submittedAt: { not: null } },
      });
      if (inFlight > 0) refuse("email_in_flight");
      await recordEvent(transaction, audit, "user_deleted", { by: "administrator" });
      await transaction.user.delete({ where: { id: userId }, select: { id: true } });
    },
  );
  if (result.ok) log.info({ event: "user_deleted", userId, reason: "administrator", actorId: actor.userId });
  return result;
}
