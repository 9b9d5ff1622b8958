import { auditClient, recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { log } from "@/lib/observability/log";
import { discardUnprovenRegistration } from "@/lib/passwords/discard-unproven-registration";
import { err, ok, type Result } from "@/lib/result";
import { canonicalEmail } from "@/lib/schemas/email";
import type { TokenFailure } from "@/lib/tokens/consume-token";
import { readRemovalToken } from "@/lib/tokens/removal-token";
import { registrationDevice } from "./get-verification";
import { VERIFICATION_EMAILS } from "./verification-token";

/** A registration that the owner of the mailbox can remove. */
export type RemovableRegistration = { username: string; email: string; createdAt: Date; device: string };

const removable = { id: true, username: true, email: true, emailCanonical: true, createdAt: true } as const;
type RemovableUser = Prisma.UserGetPayload<{ select: typeof removable }>;

/**
 * Returns the registration that a removal link is about. Doesn't remove it: email scanners open every link.
 *
 * @returns the failure `used` if the registration was removed, or its address is verified by now
 */
export async function findRemovableRegistration(
  token: string,
): Promise<Result<RemovableRegistration, TokenFailure>> {
  const found = await findUser(token);
  if (!found.ok) return found;
  const { id, username, email, createdAt } = found.value;
  return ok({ username, email, createdAt, device: await registrationDevice(id) });
}

/**
 * Removes a registration whose address isn't verified, at the request of whoever reads its mailbox. The username and the
 * address are free again, and nothing more is sent there. While an email of the account is with the provider, its batch
 * must keep it, so that a retry repeats the same request: the account then loses its address and its password at once,
 * and the hourly job deletes the rest.
 */
export async function removeRegistration(
  token: string,
  context: RequestContext,
): Promise<Result<undefined, TokenFailure>> {
  const found = await findUser(token);
  if (!found.ok) return found;
  const { id: userId, emailCanonical } = found.value;
  const unverified = { id: userId, emailVerified: false, emailCanonical };
  const isRemoved = await db().$transaction(async (transaction) => {
    await lockUser(transaction, userId);
    if ((await transaction.user.count({ where: unverified })) === 0) return false;
    await transaction.outboxEmail.deleteMany({ where: { userId, state: "queued", batchId: null } });
    await recordEvent(transaction, { ...auditClient(context), userId }, "registration_removed", {});
    if (await isBeingSent(transaction, userId)) await disable(transaction, userId);
    else await transaction.user.deleteMany({ where: unverified });
    return true;
  });
  if (!isRemoved) return err({ code: "used" });
  log.info({ event: "user_deleted", requestId: context.requestId, userId, reason: "removed by mailbox" });
  return ok(undefined);
}

async function findUser(token: string): Promise<Result<RemovableUser, TokenFailure>> {
  const mailId = readRemovalToken(token);
  if (!mailId) return err({ code: "unknown" });
  const sent = { id: mailId, kind: { in: VERIFICATION_EMAILS } };
  const user = await db().user.findFirst({
    where: { emailVerified: false, outboxEmails: { some: sent } },
    select: { ...removable, outboxEmails: { where: { id: mailId }, select: { recipient: true } } },
  });
  const recipient = user?.outboxEmails[0]?.recipient;
  // The registration may have another address by now: it is no longer about the one that the email went to.
  if (!recipient || canonicalEmail(recipient) !== user.emailCanonical) return err({ code: "used" });
  return ok(user);
}

async function isBeingSent(transaction: Prisma.TransactionClient, userId: string): Promise<boolean> {
  const count = await transaction.outboxEmail.count({
    where: { userId, state: { in: ["queued", "sending"] }, submittedAt: { not: null } },
  });
  return count > 0;
}

/** Takes away all that could be used, except the username, which is part of the email that is being sent. */
async function disable(transaction: Prisma.TransactionClient, userId: string): Promise<void> {
  await discardUnprovenRegistration(transaction, userId);
  const address = `${userId}@removed.invalid`;
  await transaction.user.update({
    where: { id: userId },
    data: {
      email: address,
      emailCanonical: address,
      // No password matches this hash, and the claim ends with the old one.
      passwordHash: "",
      passwordPepper: null,
      deleteAfter: new Date(),
      verificationRemindedAt: new Date(),
    },
    select: { id: true },
  });
}
