import { db } from "@/lib/database/client";
import { err, ok, type Result } from "@/lib/result";
import type { Actor } from "@/lib/sessions/current-user";
import { type FoundToken, findUsableToken, type TokenFailure } from "@/lib/tokens/consume-token";
import { TOKEN_HOURS } from "@/lib/tokens/email-tokens";

const HOUR_MS = 60 * 60 * 1000;

/** The account that a link about an email change belongs to, the new address, and whether an admin began the change. */
export type EmailChangeLink = { userId: string; username: string; newEmail: string; isByAdmin: boolean };

/** The details stored with the outbox email that carries the link. */
export type EmailChangeDetails = { newEmail?: string; changeId?: string; requestedBy?: string };

/** Looks up what a link would change, without consuming its token. */
export async function getEmailChange(
  purpose: "confirm-email-change" | "undo-email-change",
  token: string,
): Promise<Result<EmailChangeLink, TokenFailure>> {
  const found = await findUsableToken(purpose, token);
  return "code" in found ? err(found) : ok(emailChangeOf(found));
}

/** Returns what a token of an email change is about. */
export function emailChangeOf({ userId, username, details }: FoundToken): EmailChangeLink {
  const { newEmail = "", requestedBy } = details as EmailChangeDetails;
  return { userId, username, newEmail, isByAdmin: requestedBy !== undefined };
}

/**
 * Whether a change may be confirmed by whoever is logged in to the account `userId`, if anybody is. The mailbox alone is
 * not enough: otherwise a stranger who asks for the change to another person's address would have an account that is
 * verified for it as soon as that person presses the button. A change that an admin began is exempt: the admin vouches
 * for it, and it may be the only way back for someone who has lost both mailbox and password.
 */
export function mayConfirm(change: Pick<EmailChangeLink, "userId" | "isByAdmin">, userId?: string): boolean {
  return change.isByAdmin || change.userId === userId;
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
