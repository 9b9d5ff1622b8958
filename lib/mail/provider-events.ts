import * as z from "zod";
import { db } from "@/lib/database/client";
import type { EmailState } from "@/lib/generated/prisma/client";
import { failPoint } from "@/lib/observability/fail-points";
import { log } from "@/lib/observability/log";
import { MAIL_ID_TAG } from "./provider";
import { COMPLAINT, suppress } from "./suppression-list";

// https://resend.com/docs/webhooks/event-types
const NEWS = {
  "email.sent": "sent",
  "email.failed": "failed",
  "email.suppressed": "failed",
  "email.delivered": "delivered",
  "email.bounced": "bounced",
  "email.complained": "complained",
} as const satisfies Record<string, EmailState>;

/** From what is known first to what is known last: a mail's state only moves to the right. */
const ORDER: EmailState[] = ["queued", "sending", "sent", "failed", "delivered", "bounced", "complained"];

const PASSING_BOUNCES = ["Transient", "Undetermined"];

const eventSchema = z.object({
  type: z.string(),
  data: z
    .object({
      email_id: z.string().max(100),
      to: z.array(z.string().max(320)).max(50).catch([]),
      tags: z
        .object({ [MAIL_ID_TAG]: z.uuid() })
        .partial()
        .catch({}),
      bounce: z.object({ type: z.string(), message: z.string() }).partial().catch({}),
      failed: z.object({ reason: z.string() }).partial().catch({}),
      suppressed: z.object({ message: z.string() }).partial().catch({}),
    })
    .optional()
    .catch(undefined),
});

/** What became of an event: it was about a mail of ours, or is none of our business. */
export type EventOutcome = "noted" | "ignored";

/**
 * Notes what the provider tells of a mail. Events come more than once and in any order, so a state
 * only moves forward in `ORDER`: whatever the order, the last state is the same.
 *
 * @param event the body of one of Resend's webhooks, after its signature was checked
 */
export async function recordProviderEvent(event: unknown): Promise<EventOutcome> {
  const { type, data } = eventSchema.parse(event);
  const state = NEWS[type as keyof typeof NEWS];
  if (!state || !data) return "ignored";
  const mailId = data.tags[MAIL_ID_TAG];
  const mail = await db().outboxEmail.findFirst({
    where: { OR: [{ providerId: data.email_id }, ...(mailId ? [{ id: mailId }] : [])] },
    select: { id: true, userId: true, recipient: true },
  });
  const reason = data.bounce.message ?? data.failed.reason ?? data.suppressed.message ?? null;
  const isForGood = !PASSING_BOUNCES.includes(data.bounce.type ?? "");
  const isUnwelcome = state === "complained" || type === "email.suppressed";
  const isUndeliverable = isUnwelcome || (state === "bounced" && isForGood);
  // The user, and the mail with them, may be gone by then; where it came back, it comes back for the next one too.
  if (!mail && !mailId) return "ignored";
  for (const address of isUndeliverable ? (mail ? [mail.recipient] : data.to) : [])
    await suppress(address, state === "complained" ? COMPLAINT : (reason ?? type));
  if (!mail) return "noted";

  const earlier = ORDER.slice(0, ORDER.indexOf(state));
  failPoint("webhook:write");
  const count = await db().$executeRaw`
    UPDATE outbox_emails SET
      state = ${state}::"EmailState", provider_id = ${data.email_id}, last_error = left(${reason}, 500),
      sent_at = COALESCE(sent_at, now()), updated_at = now()
    WHERE id = ${mail.id}::uuid AND state = ANY (${earlier}::"EmailState"[])`;
  failPoint("webhook:written");
  if (count > 0) log.info({ event: `mail_${state}`, mailId: mail.id, userId: mail.userId });
  return "noted";
}
