import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import type { EmailKind, Prisma } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { failPoint } from "@/lib/observability/fail-points";
import { describeError, log } from "@/lib/observability/log";
import { err, ok, type Result } from "@/lib/result";
import { type EmailToken, findToken, markTokenUsed } from "@/lib/tokens/email-tokens";

/** Why a token can't verify an email address: already used, or unknown (invalid, expired or replaced). */
export type VerificationFailure = { code: "used" } | { code: "unknown" };

/** The kinds of email that contain a verification link. */
export const VERIFICATION_EMAILS: EmailKind[] = ["verify_email", "verification_reminder"];

type TokenOwner = { username: string; email: string };

/** Matches a token's user, unless their email address has changed or a newer verification email was sent. */
function ownerOf({ userId, emailCanonical, writtenAt }: EmailToken): Prisma.UserWhereInput {
  const newer = { kind: { in: VERIFICATION_EMAILS }, sentAt: { not: null }, createdAt: { gt: writtenAt } };
  return { id: userId, emailCanonical, outboxEmails: { none: newer } };
}

async function findUnverifiedUser(
  verification: EmailToken | undefined,
): Promise<Result<TokenOwner, VerificationFailure>> {
  if (!verification) return err({ code: "unknown" });
  const user = await db().user.findFirst({
    where: ownerOf(verification),
    select: { username: true, email: true, emailVerified: true },
  });
  if (!user) return err({ code: "unknown" });
  if (verification.used || user.emailVerified) return err({ code: "used" });
  return ok({ username: user.username, email: user.email });
}

/** Returns the user that a token would verify. Doesn't consume the token: email scanners open every link. */
export async function getVerification(token: string): Promise<Result<TokenOwner, VerificationFailure>> {
  return findUnverifiedUser(await findToken("verify-email", token));
}

/**
 * Verifies the email address that a token was sent to. The token is single-use: of concurrent requests, the
 * one whose update finds the address unverified consumes it. The database decides and Redis is updated
 * afterwards, so that a crash in between loses nothing.
 */
export async function verifyEmail(
  token: string,
  context: RequestContext,
): Promise<Result<TokenOwner, VerificationFailure>> {
  const verification = await findToken("verify-email", token);
  const found = await findUnverifiedUser(verification);
  if (!verification || !found.ok) return found;
  failPoint("verify:write");
  const applied = await db().$transaction(async (transaction) => {
    const { count } = await transaction.user.updateMany({
      where: { ...ownerOf(verification), emailVerified: false },
      data: { emailVerified: true },
    });
    const actor = { userId: verification.userId, ipAddress: context.ipAddress };
    if (count > 0) await recordEvent(transaction, actor, "user_updated", { fields: ["emailVerified"] });
    return count > 0;
  });
  failPoint("verify:written");
  if (!applied) return err({ code: "used" });
  const { userId } = verification;
  log.info({ event: "email_verified", requestId: context.requestId, userId });
  await markTokenUsed("verify-email", token, verification).catch((error: unknown) =>
    log.warn(
      { event: "token_not_marked_used", error: describeError(error), userId },
      "Could not mark the verification token as used in Redis",
    ),
  );
  failPoint("verify:marked");
  // Verification emails that are still queued have become pointless.
  await db().outboxEmail.deleteMany({
    where: { userId, kind: { in: VERIFICATION_EMAILS }, state: "queued", batchId: null },
  });
  return found;
}
