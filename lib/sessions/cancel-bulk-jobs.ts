import type { Prisma } from "@/lib/generated/prisma/client";

/**
 * Cancels the bulk jobs of an admin or manager that sessions started which don't exist any more. For whenever sessions end
 * because somebody else may have used them: what such a session has started would go on in the background. A logout cancels
 * nothing. Must be called after the sessions are deleted.
 */
export async function cancelJobsOfEndedSessions(
  transaction: Prisma.TransactionClient,
  userId: string,
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE bulk_jobs SET canceled_at = now()
    WHERE actor_id = ${userId}::uuid AND finished_at IS NULL AND canceled_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.id = bulk_jobs.session_id)`;
}
