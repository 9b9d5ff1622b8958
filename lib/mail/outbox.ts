import { randomUUID } from "node:crypto";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { failPoint } from "@/lib/observability/fail-points";
import { log } from "@/lib/observability/log";
import { findSuppressed } from "./suppression-list";

/** The maximum number of emails that Resend accepts in one request. */
const MAX_BATCH_SIZE = 100;
/** How long a batch belongs to the worker that claimed it. After that, another worker may claim and retry it. */
const LEASE_MS = 2 * 60 * 1000;
/** Resend forgets an idempotency key after 24 hours. A later retry would be sent as a second email. */
const KEY_LIFETIME_MS = 23 * 60 * 60 * 1000;
/** Batches that fail more often than this no longer show whether the provider is available. */
const MAX_TELLING_ATTEMPTS = 5;
// Admins see these two texts in the list of users.
const UNKNOWN_OUTCOME = "Delivery unknown: no confirmation from the provider for 24 hours.";
const SUPPRESSED = "Suppressed: earlier email bounced or was marked as spam.";

const outboxEmailSelect = {
  id: true,
  kind: true,
  recipient: true,
  attempts: true,
  createdAt: true,
  details: true,
  sentAt: true,
  user: { select: { id: true, username: true, emailCanonical: true } },
} satisfies Prisma.OutboxEmailSelect;

/** The values that an email's template shows, besides those of its recipient. Never a token or other secret. */
export type EmailDetails = Partial<Record<"device" | "at" | "until" | "newEmail", string>>;

type Condition = Prisma.OutboxEmailWhereInput;

/** A queued email with all that is needed to render it. */
export type OutboxEmail = Prisma.OutboxEmailGetPayload<{ select: typeof outboxEmailSelect }>;

/** Emails that are sent in one request. The id is the idempotency key of that request and of its retries. */
export type Batch = {
  id: string;
  emails: OutboxEmail[];
  /** Whether the provider may have accepted the batch in an earlier attempt. */
  wasSubmitted: boolean;
  /** The number of this attempt: the fencing token. Updates are conditional on it, so a worker whose lease expired changes nothing. */
  attempt: number;
};

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
  // The provider accepts all emails of a batch or none. An event about one of them confirms all of them.
  const confirmed = await db().outboxEmail.count({ where: { batchId, sentAt: { not: null } } });
  const isKeyExpired = submittedAt && submittedAt.getTime() < now.getTime() - KEY_LIFETIME_MS;
  if (confirmed > 0 || isKeyExpired) {
    const { count } = await db().outboxEmail.updateMany({
      where: { ...isDue, batchId },
      data: confirmed > 0 ? { state: "sent", sentAt: now } : { state: "failed", lastError: UNKNOWN_OUTCOME },
    });
    if (confirmed === 0) log.error({ event: "email_batch_abandoned", batchId, emails: count });
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
  const now = Date.now();
  failPoint("mail:claim");
  const { count } = await db().outboxEmail.updateMany({
    where: condition,
    data: {
      batchId,
      state: "sending",
      submittedAt: submittedAt ?? new Date(now),
      attempts: { increment: 1 },
      nextAttemptAt: new Date(now + LEASE_MS),
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

/** Returns the condition for the emails of a batch that this attempt may still change. */
function ownedBy({ id, attempt }: Batch) {
  return { batchId: id, state: "sending", attempts: attempt } as const;
}

/** Marks the emails of a batch as sent and stores the ids that the provider gave them. */
export async function markSent(
  { id, emails, attempt }: Batch,
  providerIds: (string | null)[],
): Promise<void> {
  await db().$executeRaw`
    UPDATE outbox_emails SET
      state = 'sent', provider_id = accepted.provider_id, last_error = NULL, sent_at = now(), updated_at = now()
    FROM unnest(${emails.map(({ id }) => id)}::uuid[], ${providerIds}::text[]) AS accepted (id, provider_id)
    WHERE outbox_emails.id = accepted.id
      AND state = 'sending' AND batch_id = ${id}::uuid AND attempts = ${attempt}`;
}

/**
 * Releases a batch to be retried unchanged after a delay.
 *
 * @param isNotAccepted whether it is certain that the provider did not accept the batch in this attempt
 */
export async function releaseBatch(
  batch: Batch,
  reason: string,
  retryAfterSeconds: number,
  isNotAccepted: boolean,
): Promise<void> {
  await db().outboxEmail.updateMany({
    where: ownedBy(batch),
    data: {
      state: "queued",
      lastError: reason,
      nextAttemptAt: new Date(Date.now() + retryAfterSeconds * 1000),
      ...(isNotAccepted && !batch.wasSubmitted && { submittedAt: null }),
    },
  });
}

/**
 * Handles a batch that the provider rejected permanently. A single email is marked as failed. Of several emails, one
 * may have caused the rejection of all, so the batch is split into halves that are sent as batches of their own.
 */
export async function splitOrFail(batch: Batch, reason: string): Promise<void> {
  const { emails } = batch;
  if (emails.length === 1) {
    await db().outboxEmail.updateMany({
      where: ownedBy(batch),
      data: { state: "failed", lastError: reason },
    });
    return;
  }
  const middle = Math.ceil(emails.length / 2);
  // Both halves are updated or neither: a half that kept the old key would be a different request with that key.
  await db().$transaction(
    [emails.slice(0, middle), emails.slice(middle)].map((half) =>
      db().outboxEmail.updateMany({
        where: { ...ownedBy(batch), id: { in: half.map(({ id }) => id) } },
        data: {
          state: "queued",
          batchId: randomUUID(),
          submittedAt: null,
          lastError: reason,
          nextAttemptAt: new Date(),
        },
      }),
    ),
  );
}
