import { randomUUID } from "node:crypto";
import { db } from "@/lib/database/client";
import { failPoint } from "@/lib/observability/fail-points";
import { type Batch, type Condition, endUnknownBatch, LEASE_MS, leaseEnd, outboxEmailSelect } from "./outbox";
import { findSuppressed } from "./suppression-list";

/** The maximum number of emails that Resend accepts in one request. */
const MAX_BATCH_SIZE = 100;
/** Resend forgets an idempotency key after 24 hours. A later retry would be sent as a second email. */
const KEY_LIFETIME_MS = 23 * 60 * 60 * 1000;
/** Batches that fail more often than this no longer show whether the provider is available. */
const MAX_TELLING_ATTEMPTS = 5;
/** How long before its time a retry may come: Inngest counts a delay from the start of the current second. */
const MAX_EARLY_MS = 2_000;
// Admins see both texts in the list of users. The first follows a note that the delivery is unknown.
const UNCONFIRMED = "no confirmation from the provider for 24 hours.";
const SUPPRESSED = "Suppressed: earlier email bounced or was marked as spam.";

/**
 * Claims emails that are due. A batch that was claimed before keeps its emails and its id, so that a retry is the same
 * request to the provider. Such batches come before new ones.
 *
 * @returns the batch; `undefined` if nothing is due or if the last attempt showed that the provider is unavailable
 */
export async function claimBatch(): Promise<Batch | undefined> {
  return (await claimExistingBatch()) ?? (await claimNewBatch());
}

async function claimExistingBatch(): Promise<Batch | undefined> {
  const now = new Date();
  const isDue = { state: { in: ["queued", "sending"] }, nextAttemptAt: { lte: now } } satisfies Condition;
  const due = await db().outboxEmail.findFirst({
    where: { ...isDue, batchId: { not: null } },
    orderBy: { nextAttemptAt: "asc" },
    select: { batchId: true, submittedAt: true },
  });
  if (!due?.batchId) return undefined;
  const { batchId, submittedAt } = due;
  const confirmed = await db().outboxEmail.count({ where: { batchId, sentAt: { not: null } } });
  const isKeyExpired = submittedAt && submittedAt.getTime() < now.getTime() - KEY_LIFETIME_MS;
  if (confirmed > 0 || isKeyExpired) {
    await endUnknownBatch(batchId, isDue, UNCONFIRMED);
    return claimExistingBatch();
  }
  return claim(batchId, { ...isDue, batchId }, submittedAt);
}

async function claimNewBatch(): Promise<Batch | undefined> {
  const now = new Date();
  const backingOff = await db().outboxEmail.findFirst({
    where: {
      state: "queued",
      batchId: { not: null },
      nextAttemptAt: { gt: now },
      failedAtProvider: true,
      attempts: { lt: MAX_TELLING_ATTEMPTS },
    },
    select: { id: true },
  });
  if (backingOff) return undefined;
  const queued = await db().outboxEmail.findMany({
    where: { state: "queued", batchId: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MAX_BATCH_SIZE,
    select: { id: true, recipient: true, kind: true },
  });
  const suppressed = await findSuppressed(queued);
  if (suppressed.length > 0) await failSuppressed(suppressed);
  const ids = queued.map(({ id }) => id).filter((id) => !suppressed.includes(id));
  // If all of these emails are suppressed, there may be more emails behind them.
  if (ids.length === 0) return suppressed.length > 0 ? claimNewBatch() : undefined;
  return claim(randomUUID(), { id: { in: ids }, state: "queued", batchId: null }, null);
}

async function failSuppressed(ids: string[]) {
  await db().outboxEmail.updateMany({
    where: { id: { in: ids }, state: "queued", batchId: null },
    data: { state: "failed", lastError: SUPPRESSED },
  });
}

// The update checks the condition again: if two workers try to claim the same emails, only one succeeds.
async function claim(
  batchId: string,
  condition: Condition,
  submittedAt: Date | null,
): Promise<Batch | undefined> {
  failPoint("mail:claim");
  const { count } = await db().outboxEmail.updateMany({
    where: condition,
    data: {
      batchId,
      state: "sending",
      submittedAt: submittedAt ?? new Date(),
      attempts: { increment: 1 },
      nextAttemptAt: leaseEnd(),
    },
  });
  failPoint("mail:claimed");
  if (count === 0) return undefined;
  // Includes emails that a provider event has marked as sent since: the request for one key must not change.
  const emails = await db().outboxEmail.findMany({
    where: { batchId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: outboxEmailSelect,
  });
  if (emails.length === 0) return undefined;
  const attempt = Math.max(...emails.map(({ attempts }) => attempts));
  return { id: batchId, emails, attempt, wasSubmitted: submittedAt !== null };
}

/**
 * Returns after how many seconds a batch is due that is worth waiting for: one whose retry came early, or one whose
 * worker may have crashed.
 *
 * @returns a whole number; `undefined` if there is no such batch
 */
export async function secondsUntilDue(): Promise<number | undefined> {
  const now = Date.now();
  const next = await db().outboxEmail.findFirst({
    where: {
      OR: [
        { state: "queued", batchId: { not: null }, nextAttemptAt: { lte: new Date(now + MAX_EARLY_MS) } },
        { state: "sending", nextAttemptAt: { lte: new Date(now + LEASE_MS) } },
      ],
    },
    orderBy: { nextAttemptAt: "asc" },
    select: { nextAttemptAt: true },
  });
  return next ? Math.max(1, Math.ceil((next.nextAttemptAt.getTime() - now) / 1000)) : undefined;
}
