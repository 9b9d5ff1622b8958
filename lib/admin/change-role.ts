import { changeRoleSchema } from "@/lib/schemas/admin-user";
import type { Actor } from "@/lib/sessions/current-user";
import { type AdminWriteResult, performAdminWrite, refuse } from "./admin-write";

/**
 * Gives a user another role. A trigger revokes their sessions, records the event and tells them by email; the last admin
 * keeps the role.
 *
 * @param input `{ role, password? }`
 */
export async function changeRole(userId: string, input: unknown, actor: Actor): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "change_role", userId, input, schema: changeRoleSchema },
    actor,
    async ({ transaction, subject, data }) => {
      if (subject.role === data.role) refuse("same_role");
      await transaction.user.update({
        where: { id: userId },
        data: { role: data.role },
        select: { id: true },
      });
    },
  );
}
