import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import type { EmailKind, Prisma } from "@/lib/generated/prisma/client";
import { type EmailToken, findToken, type TokenPurpose } from "./email-tokens";

/** Why a token can't be used: it was already used, or it is unknown, expired, replaced by a newer one or malformed. */
export type TokenFailure = { code: "used" } | { code: "unknown" };

/** A valid token, with its user and the kind and details of its email. */
export type FoundToken = EmailToken & {
  kind: EmailKind;
  details: Prisma.JsonValue;
  username: string;
  email: string;
};

type ConsumablePurpose = Exclude<TokenPurpose, "verify-email">;

/** The emails with a link to secure the account. */
export const SECURITY_ALERTS = [
  "new_login",
  "password_changed",
  "username_changed",
  "data_exported",
  "device_trusted",
  "email_change_requested",
  "deletion_canceled",
  "two_factor_added",
  "two_factor_removed",
  "recovery_code_used",
  "recovery_codes_regenerated",
  "two_factor_reset_done",
  "two_factor_reset_canceled",
] as const satisfies EmailKind[];

const KINDS: Record<ConsumablePurpose, EmailKind[]> = {
  "reset-password": ["reset_password"],
  "accept-invitation": ["invitation"],
  "confirm-login": ["confirm_login"],
  "confirm-email-change": ["confirm_email_change"],
  "undo-email-change": ["email_changed"],
  "report-login": [...SECURITY_ALERTS],
  "start-two-factor-reset": ["two_factor_reset_link"],
  "cancel-two-factor-reset": ["two_factor_reset_requested", "two_factor_reset_reminder"],
};

/** Purposes for which only the token in the newest email is valid. */
const REPLACED_BY_NEWER: TokenPurpose[] = [
  "reset-password",
  "accept-invitation",
  "confirm-email-change",
  "start-two-factor-reset",
  "confirm-login",
];

/**
 * Looks up a token without consuming it: a GET request must not change anything.
 *
 * @returns the token, or why it can't be used
 */
export async function findUsableToken(
  purpose: ConsumablePurpose,
  token: string,
): Promise<FoundToken | TokenFailure> {
  const found = await findToken(purpose, token);
  if (!found) return { code: "unknown" };
  const outboxEmail = await db().outboxEmail.findFirst({
    where: { id: found.mailId, userId: found.userId, kind: { in: KINDS[purpose] } },
    select: {
      kind: true,
      tokenConsumedAt: true,
      details: true,
      user: { select: { username: true, email: true, emailCanonical: true } },
    },
  });
  if (!outboxEmail?.user) return { code: "unknown" };
  const { kind, tokenConsumedAt, details, user } = outboxEmail;
  if (tokenConsumedAt) return { code: "used" };
  // Undoing an email change is the one purpose whose token belongs to an address that the user no longer has.
  const isStaleAddress = purpose !== "undo-email-change" && user.emailCanonical !== found.emailCanonical;
  if (isStaleAddress || (await isReplaced(purpose, found))) return { code: "unknown" };
  return { ...found, kind, details, username: user.username, email: user.email };
}

async function isReplaced(purpose: ConsumablePurpose, { userId, writtenAt }: EmailToken): Promise<boolean> {
  if (!REPLACED_BY_NEWER.includes(purpose)) return false;
  const newer = await db().outboxEmail.count({
    where: { userId, kind: { in: KINDS[purpose] }, sentAt: { not: null }, createdAt: { gt: writtenAt } },
  });
  return newer > 0;
}

/** The emails whose tokens log a user in, or change how they do. */
const CREDENTIAL_CHANGES: EmailKind[] = [
  "reset_password",
  "invitation",
  "confirm_email_change",
  "two_factor_reset_link",
  "confirm_login",
];

/**
 * Revokes a user's unused tokens that would log them in or change how they do. Called after a password change and when
 * an account is secured: a link that was requested before must not work afterwards.
 *
 * @returns the number of revoked tokens
 */
export async function revokePendingTokens(
  transaction: Prisma.TransactionClient,
  userId: string,
  kinds = CREDENTIAL_CHANGES,
): Promise<number> {
  const pending = { userId, kind: { in: kinds }, tokenConsumedAt: null };
  // Emails that no worker has claimed yet are deleted, because their link would not work.
  const unclaimed = { ...pending, state: "queued", batchId: null } as const;
  const { count: deleted } = await transaction.outboxEmail.deleteMany({ where: unclaimed });
  const consumed = { tokenConsumedAt: new Date() };
  const { count } = await transaction.outboxEmail.updateMany({ where: pending, data: consumed });
  return deleted + count;
}

/**
 * Consumes a token in a transaction that has locked its user. If several requests use the token at the same moment, one
 * of them succeeds.
 *
 * @returns whether the token was still unused
 */
export async function consumeTokenIn(
  transaction: Prisma.TransactionClient,
  { mailId }: EmailToken,
): Promise<boolean> {
  const { count } = await transaction.outboxEmail.updateMany({
    where: { id: mailId, tokenConsumedAt: null },
    data: { tokenConsumedAt: new Date() },
  });
  return count === 1;
}

/** Thrown to roll back the transaction, and with it the consumption of the token. */
class RollbackError extends Error {}

/**
 * Consumes a token in the same transaction as the action it authorizes. If several requests use the token at the same
 * moment, one of them succeeds. If the action is not performed or fails, the token is not consumed.
 *
 * @param act performs the action and returns whether it was possible
 * @returns whether the action was performed
 */
export async function consumeToken(
  token: EmailToken,
  act: (transaction: Prisma.TransactionClient) => Promise<boolean>,
): Promise<boolean> {
  try {
    await db().$transaction(async (transaction) => {
      await lockUser(transaction, token.userId);
      if (!(await consumeTokenIn(transaction, token)) || !(await act(transaction))) throw new RollbackError();
    });
    return true;
  } catch (error) {
    if (error instanceof RollbackError) return false;
    throw error;
  }
}
