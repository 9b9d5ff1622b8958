import { failPoint } from "@/lib/observability/fail-points";
import { describeError, log } from "@/lib/observability/log";
import { issueTokens } from "@/lib/tokens/email-tokens";
import { claimBatch, secondsUntilDue } from "./claim-batch";
import {
  type Batch,
  disbandBatch,
  endUnknownBatch,
  markSent,
  type OutboxEmail,
  ownedBy,
  releaseBatch,
  renewLease,
  splitOrFail,
} from "./outbox";
import { type Delivery, type RenderedEmail, sendEmails } from "./provider";
import { getEmailToken, renderEmail } from "./render-email";
import { suppress } from "./suppression-list";

/** The result of a delivery. */
export type Outcome = {
  claimed: number;
  accepted: number;
  /** Set if the batch could not be sent and is to be retried. */
  retryAfterSeconds?: number;
  /** Set if nothing was claimed, but a batch that is worth waiting for is due soon. */
  waitSeconds?: number;
};

/** The back-off after the first failed attempts, in seconds. */
const BACK_OFF_SECONDS = [5, 15, 60] as const;
/** The back-off after all later attempts, in seconds. */
const MAX_BACK_OFF_SECONDS = 60;
/** The delay after Redis failed. It does not grow, as no request to the provider was made. */
const REDIS_RETRY_SECONDS = 5;
const MAX_REASON_LENGTH = 500;
// Admins see this text in the list of users.
const KEY_CONFLICT = "the provider has received this batch with different content.";

/**
 * Claims the emails that are due, issues their tokens and sends them to the provider. If the process crashes on the
 * way, the next worker retries the batch with the same idempotency key once the lease has expired.
 */
export async function deliverBatch(): Promise<Outcome> {
  const batch = await claimBatch();
  if (!batch) {
    const waitSeconds = await secondsUntilDue();
    return { claimed: 0, accepted: 0, ...(waitSeconds !== undefined && { waitSeconds }) };
  }
  const claimed = batch.emails.length;
  try {
    return { claimed, ...(await deliver(batch)) };
  } catch (error) {
    log.error({ event: "email_delivery_error", ...factsOf(batch), error: describeError(error) });
    return { claimed, ...(await retryOwnFailure(batch, error, false)) };
  }
}

type Result = Omit<Outcome, "claimed" | "waitSeconds">;

async function deliver(batch: Batch): Promise<Result> {
  // Emails that a provider event already marked as sent keep their tokens: issuing one again would extend it.
  const unsent = batch.emails.filter(({ sentAt }) => sentAt === null);
  try {
    await issueTokens(unsent.flatMap((email) => getEmailToken(email) ?? []));
  } catch (error) {
    return retryWithoutTokens(batch, error);
  }
  failPoint("mail:tokens-issued");
  let rendered: RenderedEmail[];
  try {
    rendered = await renderAll(batch.emails);
  } catch (error) {
    log.error({ event: "email_delivery_error", ...factsOf(batch), error: describeError(error) });
    return retryOwnFailure(batch, error, true);
  }
  failPoint("mail:send");
  const delivery = await sendEmails(rendered, batch.id, () => renewLease(batch));
  failPoint("mail:sent");
  return settle(batch, delivery);
}

const renderAll = (emails: OutboxEmail[]) => Promise.all(emails.map(renderEmail));

/** Records what became of a request to the provider. */
async function settle(batch: Batch, delivery: Delivery): Promise<Result> {
  const facts = factsOf(batch);
  switch (delivery.state) {
    case "accepted":
      await markSent(batch, delivery.providerIds);
      failPoint("mail:marked");
      log.info({ event: "email_batch_sent", ...facts });
      return { accepted: batch.emails.length };
    case "rejected": {
      log.warn({ event: "email_batch_rejected", ...facts, reason: delivery.summary });
      const [only] = batch.emails.length === 1 ? batch.emails : [];
      if (only && delivery.isRecipientRejected) await suppress(only.recipient, delivery.reason);
      await splitOrFail(batch, delivery.reason);
      return { accepted: 0 };
    }
    case "unknown":
      // The earlier request with this key was most likely this batch, with a template, sender or recipient that has
      // changed since. But nothing tells which emails it had: Resend finds emails by the ids in the lost response only.
      // Counting them as sent could hide a lost email, and another key could send one twice.
      log.error({ event: "email_idempotency_conflict", ...facts });
      await endUnknownBatch(batch.id, ownedBy(batch), KEY_CONFLICT);
      return { accepted: 0 };
    case "lost":
      log.warn({ event: "email_lease_lost", ...facts });
      return { accepted: 0 };
    case "retry":
      return retryProviderFailure(batch, delivery);
  }
}

async function retryProviderFailure(
  batch: Batch,
  delivery: Extract<Delivery, { state: "retry" }>,
): Promise<Result> {
  log.warn({ event: "email_batch_retry", ...factsOf(batch), reason: delivery.summary });
  const { reason, retryAfterSeconds = backOff(batch), isNotAccepted } = delivery;
  failPoint("mail:release");
  await releaseBatch(batch, { reason, retryAfterSeconds, isNotAccepted, isProviderFailure: true });
  failPoint("mail:released");
  return { accepted: 0, retryAfterSeconds };
}

/** Retries after an error that says nothing about the provider, so that emails outside of this batch don't wait for it. */
async function retryOwnFailure(batch: Batch, error: unknown, isNotAccepted: boolean): Promise<Result> {
  const retryAfterSeconds = backOff(batch);
  const reason = shortReason(error);
  await releaseBatch(batch, { reason, retryAfterSeconds, isNotAccepted, isProviderFailure: false });
  return { accepted: 0, retryAfterSeconds };
}

/** Retries after Redis failed. A batch that may have been accepted must stay as it is. */
async function retryWithoutTokens(batch: Batch, error: unknown): Promise<Result> {
  const reason = shortReason(error);
  const retryAfterSeconds = REDIS_RETRY_SECONDS;
  log.warn({ event: "email_tokens_not_issued", ...factsOf(batch), error: reason });
  if (batch.wasSubmitted)
    await releaseBatch(batch, { reason, retryAfterSeconds, isNotAccepted: true, isProviderFailure: false });
  else await disbandBatch(batch, reason);
  return { accepted: 0, retryAfterSeconds };
}

const factsOf = ({ id, emails }: Batch) => ({ batchId: id, emails: emails.length });

function backOff({ attempt }: Batch): number {
  return BACK_OFF_SECONDS[attempt - 1] ?? MAX_BACK_OFF_SECONDS;
}

const shortReason = (error: unknown) => describeError(error).slice(0, MAX_REASON_LENGTH);
