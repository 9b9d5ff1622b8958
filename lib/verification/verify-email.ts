import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import type { EmailKind, Prisma } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { failPoint } from "@/lib/observability/fail-points";
import { describeError, log } from "@/lib/observability/log";
import { err, ok, type Result } from "@/lib/result";
import { type EmailToken, findToken, markTokenUsed } from "@/lib/tokens/email-tokens";

/** Why a token verifies nothing: it already did, or it is unknown, expired, replaced or mangled. */
export type VerificationFailure = { code: "used" } | { code: "unknown" };

/** The mails that carry such a token. */
export const VERIFICATION_EMAILS: EmailKind[] = ["verify_email", "verification_reminder"];

type Person = { username: string; email: string };

/** Whom a token speaks for: its address is still theirs, and no newer mail has reached them. */
function tokenHolder({ userId, emailCanonical, writtenAt }: EmailToken): Prisma.UserWhereInput {
  const newer = { kind: { in: VERIFICATION_EMAILS }, sentAt: { not: null }, createdAt: { gt: writtenAt } };
  return { id: userId, emailCanonical, outboxEmails: { none: newer } };
}

async function findUnverifiedUser(
  verification: EmailToken | undefined,
): Promise<Result<Person, VerificationFailure>> {
  if (!verification) return err({ code: "unknown" });
  const user = await db().user.findFirst({
    where: tokenHolder(verification),
    select: { username: true, email: true, emailVerified: true },
  });
  if (!user) return err({ code: "unknown" });
  if (verification.used || user.emailVerified) return err({ code: "used" });
  return ok({ username: user.username, email: user.email });
}

/** Whose address a token would verify. Changes nothing: mail scanners open every link. */
export async function getVerification(token: string): Promise<Result<Person, VerificationFailure>> {
  return findUnverifiedUser(await findToken("verify-email", token));
}

/**
 * Verifies the address that a token was sent to, once: of any number of presses at the same moment,
 * the one whose update finds the address unverified has used the token. The database decides and
 * Redis is told afterwards, so that a failure in between can lose neither.
 */
export async function verifyEmail(
  token: string,
  context: RequestContext,
): Promise<Result<Person, VerificationFailure>> {
  const verification = await findToken("verify-email", token);
  const person = await findUnverifiedUser(verification);
  if (!verification || !person.ok) return person;
  failPoint("verify:write");
  const isDone = await db().$transaction(async (transaction) => {
    const { count } = await transaction.user.updateMany({
      where: { ...tokenHolder(verification), emailVerified: false },
      data: { emailVerified: true },
    });
    const actor = { userId: verification.userId, ipAddress: context.ipAddress };
    if (count > 0) await recordEvent(transaction, actor, "user_updated", { fields: ["emailVerified"] });
    return count > 0;
  });
  failPoint("verify:written");
  if (!isDone) return err({ code: "used" });
  const { userId } = verification;
  log.info({ event: "email_verified", requestId: context.requestId, userId });
  await markTokenUsed("verify-email", token, verification).catch((error: unknown) =>
    log.warn({ error: describeError(error), userId }, "used token not marked in Redis"),
  );
  failPoint("verify:marked");
  // A mail that was asked for meanwhile has nothing left to say.
  await db().outboxEmail.deleteMany({
    where: { userId, kind: { in: VERIFICATION_EMAILS }, state: "queued", batchId: null },
  });
  return person;
}
