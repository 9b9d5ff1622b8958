import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import type { EmailKind, Prisma } from "@/lib/generated/prisma/client";
import { type EmailToken, findToken, type TokenPurpose } from "./email-tokens";

/** Why a token in a mail does nothing: it already did, or it is unknown, expired, replaced or mangled. */
export type TokenFailure = { code: "used" } | { code: "unknown" };

/** A token whose mail is there, with what the mail is about. */
export type FoundToken = EmailToken & {
  details: Prisma.JsonValue;
  username: string;
  email: string;
};

const KINDS: Record<Exclude<TokenPurpose, "verify-email">, EmailKind[]> = {
  "reset-password": ["reset_password"],
  "confirm-email-change": ["confirm_email_change"],
  "undo-email-change": ["email_changed"],
  "report-login": ["new_login", "password_changed"],
};

/** Purposes of which only the newest mail counts. */
const REPLACED_BY_NEWER: TokenPurpose[] = ["reset-password", "confirm-email-change"];

/**
 * Looks a token up without using it: reading a link changes nothing.
 *
 * @returns what it is for, or why it does nothing
 */
export async function findUsableToken(
  purpose: keyof typeof KINDS,
  token: string,
): Promise<FoundToken | TokenFailure> {
  const found = await findToken(purpose, token);
  if (!found) return { code: "unknown" };
  const mail = await db().outboxEmail.findFirst({
    where: { id: found.mailId, userId: found.userId, kind: { in: KINDS[purpose] } },
    select: {
      tokenConsumedAt: true,
      details: true,
      user: { select: { username: true, email: true, emailCanonical: true } },
    },
  });
  if (!mail) return { code: "unknown" };
  if (mail.tokenConsumedAt) return { code: "used" };
  // The way back from a change is open although the address is another by now.
  const isOfOldAddress = purpose !== "undo-email-change" && mail.user.emailCanonical !== found.emailCanonical;
  if (isOfOldAddress || (await isReplaced(purpose, found))) return { code: "unknown" };
  const { username, email } = mail.user;
  return { ...found, details: mail.details, username, email };
}

async function isReplaced(purpose: keyof typeof KINDS, { userId, writtenAt }: EmailToken): Promise<boolean> {
  if (!REPLACED_BY_NEWER.includes(purpose)) return false;
  const newer = await db().outboxEmail.count({
    where: { userId, kind: { in: KINDS[purpose] }, sentAt: { not: null }, createdAt: { gt: writtenAt } },
  });
  return newer > 0;
}

/** The mails whose links change how somebody logs in. */
const CHANGING: EmailKind[] = ["reset_password", "confirm_email_change"];

/**
 * Makes the open links of somebody useless that would change how they log in: after a new password, or where
 * somebody else had the account, what was asked for before must do nothing.
 *
 * @returns how many there were
 */
export async function revokePendingTokens(
  transaction: Prisma.TransactionClient,
  userId: string,
  kinds = CHANGING,
): Promise<number> {
  const open = { userId, kind: { in: kinds }, tokenConsumedAt: null };
  // What nobody has begun to send has nothing left to say.
  const unsent = { ...open, state: "queued", batchId: null } as const;
  const { count: deleted } = await transaction.outboxEmail.deleteMany({ where: unsent });
  const used = { tokenConsumedAt: new Date() };
  const { count } = await transaction.outboxEmail.updateMany({ where: open, data: used });
  return deleted + count;
}

/** Undoes the transaction in which a token was claimed, for nothing came of it. */
class RollbackError extends Error {}

/**
 * Spends a token, in the transaction that does what it is for: of any number at the same moment one does it, and
 * where nothing is done, or something fails, the token is as it was.
 *
 * @param act does it; returns whether it could
 * @returns whether it was done
 */
export async function consumeToken(
  { mailId, userId }: EmailToken,
  act: (transaction: Prisma.TransactionClient) => Promise<boolean>,
): Promise<boolean> {
  try {
    await db().$transaction(async (transaction) => {
      await lockUser(transaction, userId);
      const { count } = await transaction.outboxEmail.updateMany({
        where: { id: mailId, tokenConsumedAt: null },
        data: { tokenConsumedAt: new Date() },
      });
      if (count === 0 || !(await act(transaction))) throw new RollbackError();
    });
    return true;
  } catch (error) {
    if (error instanceof RollbackError) return false;
    throw error;
  }
}
