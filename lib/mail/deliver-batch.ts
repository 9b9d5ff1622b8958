import { failPoint } from "@/lib/observability/fail-points";
import { describeError, log } from "@/lib/observability/log";
import { issueTokens } from "@/lib/tokens/email-tokens";
import { type Batch, claimBatch, markSent, releaseBatch, splitOrFail } from "./outbox";
import { type Delivery, type RenderedEmail, sendEmails } from "./provider";
import { getEmailToken, renderEmail } from "./render-email";
import { suppress } from "./suppression-list";

/** The result of a delivery. `retryAfterSeconds` is set if the batch was released to be retried. */
export type Outcome = { claimed: number; accepted: number; retryAfterSeconds?: number };

/** The back-off after the first failed attempts, in seconds. */
const BACK_OFF_SECONDS = [5, 15, 60] as const;
/** The back-off after all later attempts, in seconds. */
const MAX_BACK_OFF_SECONDS = 60;
const MAX_REASON_LENGTH = 500;

/**
 * Claims the emails that are due, issues their tokens and sends them to the provider. If the process crashes on the
 * way, the next worker retries the batch with the same idempotency key once the lease has expired.
 */
export async function deliverBatch(): Promise<Outcome> {
  const batch = await claimBatch();
  if (!batch) return { claimed: 0, accepted: 0 };
  const claimed = batch.emails.length;
  try {
    return { claimed, ...(await deliver(batch)) };
  } catch (error) {
    log.error({
      event: "email_delivery_error",
      batchId: batch.id,
      emails: claimed,
      error: describeError(error),
    });
    const retryAfterSeconds = backOff(batch);
    await releaseBatch(batch, shortReason(error), retryAfterSeconds, false);
    return { claimed, accepted: 0, retryAfterSeconds };
  }
}

function backOff({ attempt }: Batch): number {
  return BACK_OFF_SECONDS[attempt - 1] ?? MAX_BACK_OFF_SECONDS;
}

const shortReason = (error: unknown) => describeError(error).slice(0, MAX_REASON_LENGTH);

async function deliver(batch: Batch): Promise<Omit<Outcome, "claimed">> {
  const delivery = await renderAndSend(batch);
  const facts = { batchId: batch.id, emails: batch.emails.length };
  if (delivery.state === "accepted") {
    await markSent(batch, delivery.providerIds);
    failPoint("mail:marked");
    log.info({ event: "email_batch_sent", ...facts });
    return { accepted: batch.emails.length };
  }
  if (delivery.state === "rejected") {
    log.warn({ event: "email_batch_rejected", ...facts, reason: delivery.summary });
    const [only] = batch.emails.length === 1 ? batch.emails : [];
    if (only && delivery.isRecipientRejected) await suppress(only.recipient, delivery.reason);
    await splitOrFail(batch, delivery.reason);
    return { accepted: 0 };
  }
  log.warn({ event: "email_batch_retry", ...facts, reason: delivery.summary });
  const { reason, retryAfterSeconds = backOff(batch), isNotAccepted } = delivery;
  failPoint("mail:release");
  await releaseBatch(batch, reason, retryAfterSeconds, isNotAccepted);
  failPoint("mail:released");
  return { accepted: 0, retryAfterSeconds };
}

async function renderAndSend({ id, emails }: Batch): Promise<Delivery> {
  let renderedEmails: RenderedEmail[];
  try {
    // Emails that a provider event already marked as sent keep their tokens: issuing one again would extend it.
    const unsent = emails.filter(({ sentAt }) => sentAt === null);
    await issueTokens(unsent.flatMap((email) => getEmailToken(email) ?? []));
    failPoint("mail:tokens-issued");
    renderedEmails = await Promise.all(emails.map(renderEmail));
  } catch (error) {
    const reason = shortReason(error);
    return { state: "retry", reason, summary: reason, isNotAccepted: true };
  }
  failPoint("mail:send");
  const delivery = await sendEmails(renderedEmails, id);
  failPoint("mail:sent");
  return delivery;
}
