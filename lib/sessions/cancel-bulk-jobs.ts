import { type AuditActor, recordEvent } from "@/lib/audit/record-event";
import type { Prisma } from "@/lib/generated/prisma/client";

/**
 * Cancels the bulk jobs of an admin or manager that sessions started which don't exist any more. For whenever sessions end
 * because somebody else may have used them: what such a session has started would go on in the background. A logout cancels
 * nothing. Must be called after the sessions are deleted.
 *
 * @param actor whose jobs they are, and who ended the sessions
 */
export async function cancelJobsOfEndedSessions(
  transaction: Prisma.TransactionClient,
  actor: AuditActor,
): Promise<void> {
  const canceled = await transaction.$queryRaw<{ action: string }[]>`
    UPDATE bulk_jobs SET canceled_at = now()
    WHERE actor_id = ${actor.userId}::uuid AND finished_at IS NULL AND canceled_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.id = bulk_jobs.session_id)
    RETURNING action`;
  for (const { action } of canceled) await recordEvent(transaction, actor, "bulk_job_canceled", { action });
}
