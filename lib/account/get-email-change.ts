import { db } from "@/lib/database/client";
import { err, ok, type Result } from "@/lib/result";
import type { Actor } from "@/lib/sessions/current-user";
import { findUsableToken, type TokenFailure } from "@/lib/tokens/consume-token";
import { TOKEN_HOURS } from "@/lib/tokens/email-tokens";

const HOUR_MS = 60 * 60 * 1000;

/** The account that a link about an email change belongs to, and the new address. */
export type EmailChangeLink = { username: string; newEmail: string };

/** The details stored with the outbox email that carries the link. */
export type EmailChangeDetails = { newEmail?: string; changeId?: string };

/** Looks up what a link would change, without consuming its token. */
export async function getEmailChange(
  purpose: "confirm-email-change" | "undo-email-change",
  token: string,
): Promise<Result<EmailChangeLink, TokenFailure>> {
  const found = await findUsableToken(purpose, token);
  if ("code" in found) return err(found);
  return ok({ username: found.username, newEmail: (found.details as EmailChangeDetails).newEmail ?? "" });
}

/** Returns the new email address that the actor has requested but not confirmed yet, if there is one. */
export async function pendingEmail({ userId }: Pick<Actor, "userId">): Promise<string | undefined> {
  const validSince = new Date(Date.now() - TOKEN_HOURS["confirm-email-change"] * HOUR_MS);
  const outboxEmail = await db().outboxEmail.findFirst({
    where: {
      userId,
      kind: "confirm_email_change",
      tokenConsumedAt: null,
      state: { notIn: ["failed", "bounced"] },
      OR: [{ sentAt: null }, { sentAt: { gt: validSince } }],
    },
    orderBy: { createdAt: "desc" },
    select: { recipient: true },
  });
  return outboxEmail?.recipient;
}
