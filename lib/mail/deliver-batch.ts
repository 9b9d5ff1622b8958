import { failPoint } from "@/lib/observability/fail-points";
import { describeError, log } from "@/lib/observability/log";
import { issueTokens } from "@/lib/tokens/email-tokens";
import { type Batch, claimBatch, markSent, releaseBatch, splitOrFail } from "./outbox";
import { type Delivery, type RenderedEmail, sendEmails } from "./provider";
import { renderEmail, tokenIn } from "./render-email";
import { suppress } from "./suppression-list";

/** How a delivery went; `retryAfterSeconds` where the mails were put back. */
export type Outcome = { claimed: number; accepted: number; retryAfterSeconds?: number };

/** The waits after the first attempts that failed; the last of them after all others. */
const RETRY_SECONDS = [5, 15, 60] as const;

/**
 * Claims the mails that are due, makes their tokens valid, and hands them to the provider. Whoever
 * dies on the way leaves a batch that the next one repeats under the same key.
 */
export async function deliverBatch(): Promise<Outcome> {
  const batch = await claimBatch();
  if (!batch) return { claimed: 0, accepted: 0 };
  const claimed = batch.mails.length;
  try {
    return { claimed, ...(await deliver(batch)) };
  } catch (error) {
    log.error({ event: "mail_unsent", batchId: batch.id, mails: claimed, error: describeError(error) });
    const retryAfterSeconds = waitAfter(batch);
    await releaseBatch(batch, describeError(error).slice(0, 500), retryAfterSeconds, false);
    return { claimed, accepted: 0, retryAfterSeconds };
  }
}

function waitAfter({ attempt }: Batch): number {
  return RETRY_SECONDS[attempt - 1] ?? 60;
}

async function deliver(batch: Batch): Promise<Omit<Outcome, "claimed">> {
  const delivery = await handOver(batch);
  const facts = { batchId: batch.id, mails: batch.mails.length };
  if (delivery.state === "accepted") {
    await markSent(batch, delivery.providerIds);
    failPoint("mail:marked");
    log.info({ event: "mail_sent", ...facts });
    return { accepted: batch.mails.length };
  }
  log.warn({ event: `mail_${delivery.state}`, ...facts, reason: delivery.summary });
  if (delivery.state === "refused") {
    const [only] = batch.mails.length === 1 ? batch.mails : [];
    if (only && delivery.addressRefused) await suppress(only.recipient, delivery.reason);
    await splitOrFail(batch, delivery.reason);
    return { accepted: 0 };
  }
  const { reason, retryAfterSeconds = waitAfter(batch), isNotAccepted } = delivery;
  failPoint("mail:release");
  await releaseBatch(batch, reason, retryAfterSeconds, isNotAccepted);
  failPoint("mail:released");
  return { accepted: 0, retryAfterSeconds };
}

async function handOver({ id, mails }: Batch): Promise<Delivery> {
  let emails: RenderedEmail[];
  try {
    // Not of those that have arrived: their time runs already.
    const unsent = mails.filter(({ sentAt }) => sentAt === null);
    await issueTokens(unsent.flatMap((mail) => tokenIn(mail) ?? []));
    failPoint("mail:tokens-issued");
    emails = await Promise.all(mails.map(renderEmail));
  } catch (error) {
    const reason = describeError(error).slice(0, 500);
    return { state: "unclear", reason, summary: reason, isNotAccepted: true };
  }
  failPoint("mail:send");
  const delivery = await sendEmails(emails, id);
  failPoint("mail:sent");
  return delivery;
}
