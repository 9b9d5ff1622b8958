import { recordEvent } from "@/lib/audit/record-event";
import { env } from "@/lib/config/env";
import { queueEmail } from "@/lib/mail/queue-email";
import { impersonateUserSchema } from "@/lib/schemas/admin-user";
import type { Actor } from "@/lib/sessions/current-user";
import { startImpersonation } from "@/lib/sessions/impersonation";
import { formatDateTime } from "@/lib/time/format-date";
import { type AdminWriteResult, performAdminWrite, refuse } from "./admin-write";

/**
 * Lets an admin see the app as a person sees it, for 30 minutes, without changing anything. It is a state of the admin's
 * own session: the person gets no session, and no login is recorded. They are told by email, unless the setting
 * `IMPERSONATION_EMAIL` is off.
 *
 * @param input `{ reason, password? }`
 */
export async function impersonateUser(
  userId: string,
  input: unknown,
  actor: Actor,
): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "impersonate", userId, input, schema: impersonateUserSchema },
    actor,
    async ({ transaction, subject, data, audit }) => {
      if (subject.suspendedAt) refuse("suspended");
      if (subject.deleteAfter) refuse("scheduled");
      if (!subject.emailVerified) refuse("unverified");
      const { sessionId, userId: adminId } = actor;
      const endsAt = await startImpersonation(transaction, { sessionId, adminId, userId });
      if (!endsAt) return refuse("already_impersonating");
      const until = formatDateTime(endsAt);
      await recordEvent(transaction, audit, "impersonation_started", { note: data.reason, until });
      if (!env().IMPERSONATION_EMAIL) return;
      await queueEmail(transaction, { kind: "impersonation_started", userId, details: { until } });
    },
  );
}
