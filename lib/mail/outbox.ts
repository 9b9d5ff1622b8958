import { randomUUID } from "node:crypto";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { failPoint } from "@/lib/observability/fail-points";
import { log } from "@/lib/observability/log";
import { findSuppressed } from "./suppression-list";

/** As many as Resend takes in one request. */
const MAX_BATCH = 100;
/** How long a batch belongs to whoever claimed it; then it counts as abandoned and is sent again. */
const LEASE_MS = 2 * 60 * 1000;
/** Resend forgets a key after 24 hours, and would take a repetition for another mail. */
const KEY_LIFETIME_MS = 23 * 60 * 60 * 1000;
const UNCERTAIN = "EmptyState knows whether it was sent: for a day the provider gave no clear answer.";
/** After so many attempts at one batch, its failing says nothing any more about the provider. */
const TELLING_ATTEMPTS = 5;

const outboxEmail = {
  id: true,
  kind: true,
  recipient: true,
  attempts: true,
  createdAt: true,
  details: true,
  sentAt: true,
  user: { select: { id: true, username: true, emailCanonical: true } },
} satisfies Prisma.OutboxEmailSelect;

/** What a email says besides whom it is for. Nothing that opens anything. */
export type EmailDetails = Partial<Record<"device" | "at" | "until" | "newEmail", string>>;

type Condition = Prisma.OutboxEmailWhereInput;

/** A mail with what is needed to write it. */
export type OutboxEmail = Prisma.OutboxEmailGetPayload<{ select: typeof outboxEmail }>;

/** Mails that go to the provider in one request, and the key under which every repetition goes. */
export type Batch = {
  id: string;
  mails: OutboxEmail[];
  /** Whether the provider may have it from an earlier attempt. */
  wasSubmitted: boolean;
  /** Which attempt this is. Whoever comes back after the lease finds another number, and changes nothing. */
  attempt: number;
};

/**
 * Claims mails that are due. A batch that was begun keeps its mails and its id, so that sending it
 * again is for the provider the same request; it comes before new ones.
 *
 * @returns `undefined` where nothing is due, or the last attempt showed that the provider is not there
 */
export async function claimBatch(): Promise<Batch | undefined> {
  return (await claimBegunBatch()) ?? (await claimNewBatch());
}

async function claimBegunBatch(): Promise<Batch | undefined> {
  const now = new Date();
  const isDue = { state: { in: ["queued", "sending"] }, nextAttemptAt: { lte: now } } satisfies Condition;
  const due = await db().outboxEmail.findFirst({
    where: { ...isDue, batchId: { not: null } },
    orderBy: { nextAttemptAt: "asc" },
    select: { batchId: true, submittedAt: true },
  });
  if (!due?.batchId) return undefined;
  const { batchId, submittedAt } = due;
  // All or none: who has told of one of them has all.
  const told = await db().outboxEmail.count({ where: { batchId, sentAt: { not: null } } });
  const isKeyForgotten = submittedAt && submittedAt.getTime() < now.getTime() - KEY_LIFETIME_MS;
  if (told > 0 || isKeyForgotten) {
    const { count } = await db().outboxEmail.updateMany({
      where: { ...isDue, batchId },
      data: told > 0 ? { state: "sent", sentAt: now } : { state: "failed", lastError: UNCERTAIN },
    });
    if (told === 0) log.error({ event: "mail_given_up", batchId, mails: count });
    return claimBegunBatch();
  }
  return claim(batchId, { ...isDue, batchId }, submittedAt);
}

async function claimNewBatch(): Promise<Batch | undefined> {
  const now = new Date();
  const failedLately = await db().outboxEmail.findFirst({
    where: {
      state: "queued",
      batchId: { not: null },
      nextAttemptAt: { gt: now },
      attempts: { lt: TELLING_ATTEMPTS },
    },
    select: { id: true },
  });
  if (failedLately) return undefined;
  const found = await db().outboxEmail.findMany({
    where: { state: "queued", batchId: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MAX_BATCH,
    select: { id: true, recipient: true, kind: true },
  });
  const suppressed = await findSuppressed(found);
  if (suppressed.length > 0) await failSuppressed(suppressed);
  const ids = found.map(({ id }) => id).filter((id) => !suppressed.includes(id));
  // Where every mail that was found is suppressed, there may be others behind them.
  if (ids.length === 0) return suppressed.length > 0 ? claimNewBatch() : undefined;
  return claim(randomUUID(), { id: { in: ids }, state: "queued", batchId: null }, null);
}

async function failSuppressed(ids: string[]) {
  await db().outboxEmail.updateMany({
    where: { id: { in: ids }, state: "queued", batchId: null },
    data: {
      state: "failed",
      lastError: "The address is suppressed: mail to it came back, or is not wanted.",
    },
  });
}

// The condition is held again by the update itself: of two who claim the same mails one gets them.
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
  // Also those of which the provider has told meanwhile: under one key goes one request.
  const mails = await db().outboxEmail.findMany({
    where: { batchId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: outboxEmail,
  });
  if (mails.length === 0) return undefined;
  const attempt = Math.max(...mails.map(({ attempts }) => attempts));
  return { id: batchId, mails, attempt, wasSubmitted: submittedAt !== null };
}

/** The mails of a batch, as long as they are this attempt's to change. */
function ownedBy({ id, attempt }: Batch) {
  return { batchId: id, state: "sending", attempts: attempt } as const;
}

/** Notes that the provider has the mails of a batch, under these ids. */
export async function markSent({ id, mails, attempt }: Batch, providerIds: (string | null)[]): Promise<void> {
  await db().$executeRaw`
    UPDATE outbox_emails SET
      state = 'sent', provider_id = accepted.provider_id, last_error = NULL, sent_at = now(), updated_at = now()
    FROM unnest(${mails.map(({ id }) => id)}::uuid[], ${providerIds}::text[]) AS accepted (id, provider_id)
    WHERE outbox_emails.id = accepted.id
      AND state = 'sending' AND batch_id = ${id}::uuid AND attempts = ${attempt}`;
}

/**
 * Puts a batch back, to be repeated as it is.
 *
 * @param isNotAccepted whether the provider surely does not have it from this attempt
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
 * Deals with a batch that the provider refused for good. A single mail has failed. Of several, one
 * may have spoiled the others, so each half is tried again as a batch of its own.
 */
export async function splitOrFail(batch: Batch, reason: string): Promise<void> {
  const { mails } = batch;
  if (mails.length === 1) {
    await db().outboxEmail.updateMany({
      where: ownedBy(batch),
      data: { state: "failed", lastError: reason },
    });
    return;
  }
  const middle = Math.ceil(mails.length / 2);
  // Both or none: a half that kept the key would be another request under it.
  await db().$transaction(
    [mails.slice(0, middle), mails.slice(middle)].map((half) =>
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
