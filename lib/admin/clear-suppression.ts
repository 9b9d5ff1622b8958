import { recordEvent } from "@/lib/audit/record-event";
import { adminActionSchema } from "@/lib/schemas/admin-user";
import type { Actor } from "@/lib/sessions/current-user";
import { type AdminWriteResult, performAdminWrite, refuse } from "./admin-write";

/**
 * Takes a user's email address off the suppression list, so that emails go to it again. If it bounces again, it comes
 * back on the list.
 *
 * @param input `{ password? }`
 */
export async function clearSuppression(
  userId: string,
  input: unknown,
  actor: Actor,
): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "clear_suppression", userId, input, schema: adminActionSchema },
    actor,
    async ({ transaction, subject, audit }) => {
      const { emailCanonical } = subject;
      const { count } = await transaction.suppressedAddress.deleteMany({ where: { emailCanonical } });
      if (count === 0) refuse("not_suppressed");
      await recordEvent(transaction, audit, "user_restored", { what: "email_delivery" });
    },
  );
}
