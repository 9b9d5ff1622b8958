import * as z from "zod";
import { db } from "@/lib/database/client";
import type { EmailState } from "@/lib/generated/prisma/client";
import { failPoint } from "@/lib/observability/fail-points";
import { log } from "@/lib/observability/log";
import { EMAIL_ID_TAG } from "./provider";
import { COMPLAINT, suppress } from "./suppression-list";

// https://resend.com/docs/webhooks/event-types
const STATE_BY_EVENT = {
  "email.sent": "sent",
  "email.failed": "failed",
  "email.suppressed": "failed",
  "email.delivered": "delivered",
  "email.bounced": "bounced",
  "email.complained": "complained",
} as const satisfies Record<string, EmailState>;

/** The states in order. An email only moves to a later state. */
const ORDER: EmailState[] = ["queued", "sending", "sent", "failed", "delivered", "bounced", "complained"];

const SOFT_BOUNCES = ["Transient", "Undetermined"];

const eventSchema = z.object({
  type: z.string(),
  data: z
    .object({
      email_id: z.string().max(100),
      to: z.array(z.string().max(320)).max(50).catch([]),
      tags: z
        .object({ [EMAIL_ID_TAG]: z.uuid() })
        .partial()
        .catch({}),
      bounce: z.object({ type: z.string(), message: z.string() }).partial().catch({}),
      failed: z.object({ reason: z.string() }).partial().catch({}),
      suppressed: z.object({ message: z.string() }).partial().catch({}),
    })
    .optional()
    .catch(undefined),
});

/** Whether an event was recorded, or ignored because it doesn't concern an email of this app. */
export type EventOutcome = "recorded" | "ignored";

/**
 * Records an event about an email. Events may arrive more than once and in any order. Since a state only moves
 * forward in `ORDER`, the final state is always the same.
 *
 * @param event the body of a Resend webhook whose signature was verified
 */
export async function recordProviderEvent(event: unknown): Promise<EventOutcome> {
  const { type, data } = eventSchema.parse(event);
  const state = STATE_BY_EVENT[type as keyof typeof STATE_BY_EVENT];
  if (!state || !data) return "ignored";
  const taggedId = data.tags[EMAIL_ID_TAG];
  const email = await db().outboxEmail.findFirst({
    where: { OR: [{ providerId: data.email_id }, ...(taggedId ? [{ id: taggedId }] : [])] },
    select: { id: true, userId: true, recipient: true },
  });
  const reason = data.bounce.message ?? data.failed.reason ?? data.suppressed.message ?? null;
  const isHardBounce = state === "bounced" && !SOFT_BOUNCES.includes(data.bounce.type ?? "");
  const mustSuppress = isHardBounce || state === "complained" || type === "email.suppressed";
  // The tag alone shows that the email is ours: the user, and with them the email, may have been deleted since. The
  // address is suppressed all the same, since another user may sign up with it.
  if (!email && !taggedId) return "ignored";
  for (const address of mustSuppress ? (email ? [email.recipient] : data.to) : [])
    await suppress(address, state === "complained" ? COMPLAINT : (reason ?? type));
  if (!email) return "recorded";

  const earlierStates = ORDER.slice(0, ORDER.indexOf(state));
  failPoint("webhook:write");
  const count = await db().$executeRaw`
    UPDATE outbox_emails SET
      state = ${state}::"EmailState", provider_id = ${data.email_id}, last_error = left(${reason}, 500),
      sent_at = COALESCE(sent_at, now()), updated_at = now(),
      delivered_at = CASE WHEN ${state === "delivered"} THEN now() ELSE delivered_at END
    WHERE id = ${email.id}::uuid AND state = ANY (${earlierStates}::"EmailState"[])`;
  failPoint("webhook:written");
  if (count > 0) log.info({ event: `email_${state}`, emailId: email.id, userId: email.userId });
  return "recorded";
}
