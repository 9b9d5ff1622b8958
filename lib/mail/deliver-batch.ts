import { issueMailTokens } from "../auth/mail-token";
import { describeError, log } from "../log";
import { step } from "../steps";
import { type Batch, claimBatch, markSent, releaseBatch, splitOrFail } from "./outgoing";
import { sendLetters } from "./provider";
import { suppress } from "./suppressed-addresses";
import { tokenIn, writeLetter } from "./write-letter";

/** How a delivery went; `retryAfterSeconds` where the mails were put back. */
export type Outcome = { claimed: number; accepted: number; retryAfterSeconds?: number };

const RETRY_SECONDS = 60;

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
    await releaseBatch(batch, describeError(error).slice(0, 500), RETRY_SECONDS);
    return { claimed, accepted: 0, retryAfterSeconds: RETRY_SECONDS };
  }
}

async function deliver(batch: Batch): Promise<Omit<Outcome, "claimed">> {
  await issueMailTokens(batch.mails.flatMap((mail) => tokenIn(mail) ?? []));
  step("mail:tokens-issued");
  const letters = await Promise.all(batch.mails.map(writeLetter));
  step("mail:send");
  const delivery = await sendLetters(letters, batch.id);
  step("mail:sent");
  const facts = { batchId: batch.id, mails: letters.length };
  if (delivery.state === "accepted") {
    await markSent(batch, delivery.providerIds);
    step("mail:marked");
    log.info({ event: "mail_sent", ...facts });
    return { accepted: letters.length };
  }
  log.warn({ event: `mail_${delivery.state}`, ...facts, reason: delivery.summary });
  if (delivery.state === "refused") {
    const [only] = batch.mails.length === 1 ? batch.mails : [];
    if (only && delivery.addressRefused) await suppress(only.recipient, delivery.reason);
    await splitOrFail(batch, delivery.reason);
    return { accepted: 0 };
  }
  await releaseBatch(batch, delivery.reason, delivery.retryAfterSeconds);
  return { accepted: 0, retryAfterSeconds: delivery.retryAfterSeconds };
}
