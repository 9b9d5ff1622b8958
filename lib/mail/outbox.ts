import { randomUUID } from "node:crypto";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { log } from "@/lib/observability/log";
import { UNKNOWN_OUTCOME } from "./delivery";
import { REQUEST_TIMEOUT_MS } from "./provider";
import type { ShownDetails } from "./queue-email";

/**
 * How long a batch belongs to the worker that claimed it. After that, another worker may claim and retry it. It is
 * renewed before each request to the provider, so it must be longer than one request, but not than all of them.
 */
export const LEASE_MS = 2 * REQUEST_TIMEOUT_MS;

export const outboxEmailSelect = {
  id: true,
  kind: true,
  recipient: true,
  attempts: true,
  createdAt: true,
  details: true,
  sentAt: true,
  user: { select: { id: true, username: true, emailCanonical: true } },
} satisfies Prisma.OutboxEmailSelect;

/** The values that an email's template shows. Never a token or other secret. */
export type EmailDetails = Partial<ShownDetails>;

export type Condition = Prisma.OutboxEmailWhereInput;

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

/** Returns the condition for the emails of a batch that this attempt may still change. */
export function ownedBy({ id, attempt }: Batch) {
  return { batchId: id, state: "sending", attempts: attempt } as const;
}

/** Returns when a lease that starts or is renewed now ends. */
export const leaseEnd = () => new Date(Date.now() + LEASE_MS);

/**
 * Prolongs the lease of a batch.
 *
 * @returns false if the batch no longer belongs to this worker, which must not send it then
 */
export async function renewLease(batch: Batch): Promise<boolean> {
  const { count } = await db().outboxEmail.updateMany({
    where: ownedBy(batch),
    data: { nextAttemptAt: leaseEnd() },
  });
  return count > 0;
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

/** Why an attempt failed, for the decision when to try what next. */
export type Failure = {
  reason: string;
  retryAfterSeconds: number;
  /** Whether it is certain that the provider did not accept the batch in this attempt. */
  isNotAccepted: boolean;
  /** Whether the provider is the cause, so that other batches would fail as well. */
  isProviderFailure: boolean;
};

/** Releases a batch to be retried unchanged after a delay. */
export async function releaseBatch(batch: Batch, failure: Failure): Promise<void> {
  const { reason, retryAfterSeconds, isNotAccepted, isProviderFailure } = failure;
  await db().outboxEmail.updateMany({
    where: ownedBy(batch),
    data: {
      state: "queued",
      lastError: reason,
      failedAtProvider: isProviderFailure,
      nextAttemptAt: new Date(Date.now() + retryAfterSeconds * 1000),
      ...(isNotAccepted && !batch.wasSubmitted && { submittedAt: null }),
    },
  });
}

/**
 * Takes a batch apart that was never submitted. Its emails are sent together with those that are queued by then: during
 * an outage of Redis, each wake-up of the job would otherwise leave a batch of its own behind.
 */
export async function disbandBatch(batch: Batch, reason: string): Promise<void> {
  await db().outboxEmail.updateMany({
    where: ownedBy(batch),
    data: {
      state: "queued",
      lastError: reason,
      nextAttemptAt: new Date(),
      batchId: null,
      submittedAt: null,
      // All emails of a batch must have the same number of attempts. See ownedBy.
      attempts: 0,
    },
  });
}

/**
 * Ends a batch that the provider may have accepted and that must not be sent again. The provider accepts all emails of a
 * batch or none, so an event about one of them confirms all of them. Without one they are marked as failed, which admins
 * see; an event that still comes corrects that.
 *
 * @param condition which emails of the batch to end
 * @param cause why the outcome is unknown
 */
export async function endUnknownBatch(batchId: string, condition: Condition, cause: string): Promise<void> {
  const confirmed = await db().outboxEmail.count({ where: { batchId, sentAt: { not: null } } });
  const { count } = await db().outboxEmail.updateMany({
    where: { ...condition, batchId },
    data:
      confirmed > 0
        ? { state: "sent", sentAt: new Date(), lastError: null }
        : { state: "failed", lastError: `${UNKNOWN_OUTCOME} ${cause}` },
  });
  if (confirmed === 0 && count > 0) log.error({ event: "email_batch_abandoned", batchId, emails: count });
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
