import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import type { MailKind, Prisma } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/client-ip";
import { step } from "@/lib/observability/fail-points";
import { describeError, log } from "@/lib/observability/log";
import { fail, type Result, succeed } from "@/lib/result";
import { findMailToken, type MailToken, markMailTokenUsed } from "@/lib/tokens/email-tokens";

/** Why a token verifies nothing: it already did, or it is unknown, expired, replaced or mangled. */
export type VerificationFailure = { code: "used" } | { code: "unknown" };

/** The mails that carry such a token. */
export const VERIFICATION_MAILS: MailKind[] = ["verify_email", "remind_verification"];

type Person = { username: string; email: string };

/** Whom a token speaks for: its address is still theirs, and no newer mail has reached them. */
function bearerOf({ userId, emailCanonical, writtenAt }: MailToken): Prisma.UserWhereInput {
  const newer = { kind: { in: VERIFICATION_MAILS }, sentAt: { not: null }, createdAt: { gt: writtenAt } };
  return { id: userId, emailCanonical, outgoingMails: { none: newer } };
}

async function personOf(verification: MailToken | undefined): Promise<Result<Person, VerificationFailure>> {
  if (!verification) return fail({ code: "unknown" });
  const user = await db().user.findFirst({
    where: bearerOf(verification),
    select: { username: true, email: true, emailVerified: true },
  });
  if (!user) return fail({ code: "unknown" });
  if (verification.used || user.emailVerified) return fail({ code: "used" });
  return succeed({ username: user.username, email: user.email });
}

/** Whose address a token would verify. Changes nothing: mail scanners open every link. */
export async function lookUpVerification(token: string): Promise<Result<Person, VerificationFailure>> {
  return personOf(await findMailToken("verify-email", token));
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
  const verification = await findMailToken("verify-email", token);
  const person = await personOf(verification);
  if (!verification || !person.ok) return person;
  step("verify:write");
  const isDone = await db().$transaction(async (transaction) => {
    const { count } = await transaction.user.updateMany({
      where: { ...bearerOf(verification), emailVerified: false },
      data: { emailVerified: true },
    });
    const actor = { userId: verification.userId, client: context.client };
    if (count > 0) await recordEvent(transaction, actor, "user_updated", { fields: ["emailVerified"] });
    return count > 0;
  });
  step("verify:written");
  if (!isDone) return fail({ code: "used" });
  const { userId } = verification;
  log.info({ event: "email_verified", requestId: context.requestId, userId });
  await markMailTokenUsed("verify-email", token, verification).catch((error: unknown) =>
    log.warn({ error: describeError(error), userId }, "used token not marked in Redis"),
  );
  step("verify:marked");
  // A mail that was asked for meanwhile has nothing left to say.
  await db().outgoingMail.deleteMany({
    where: { userId, kind: { in: VERIFICATION_MAILS }, state: "waiting", batchId: null },
  });
  return person;
}
