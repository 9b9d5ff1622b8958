import { env } from "@/lib/config/env";
import { db } from "@/lib/database/client";

const DAY_MS = 24 * 60 * 60 * 1000;
const BATCH_SIZE = 1_000;

/**
 * Deletes audit events that are older than `AUDIT_RETENTION_DAYS`. The database does it in a function of its own, because
 * the app's database user may not delete events.
 *
 * @returns the number of deleted events, at most one batch
 */
export async function endAuditRetention(): Promise<number> {
  const before = new Date(Date.now() - env().AUDIT_RETENTION_DAYS * DAY_MS);
  const [ended] = await db().$queryRaw<{ deleted: number }[]>`
    SELECT end_audit_retention(${before}, ${BATCH_SIZE}::int) AS deleted`;
  return ended?.deleted ?? 0;
}
