import { recordEvent } from "@/lib/audit/record-event";
import { db, isUniqueViolation } from "@/lib/database/client";
import type { RequestContext } from "@/lib/http/request-context";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { consumeRateLimits } from "@/lib/rate-limit/rate-limit";
import { err, type Failure, ok, type Result } from "@/lib/result";
import { changeEmailSchema } from "@/lib/schemas/change-email";
import { canonicalEmail } from "@/lib/schemas/email";
import { fieldErrors } from "@/lib/schemas/field-errors";
import type { Actor } from "@/lib/sessions/current-user";
import { requireReauthentication } from "@/lib/sessions/reauthentication";
import { requireActiveSession } from "@/lib/sessions/session";
import {
  consumeToken,
  findUsableToken,
  revokePendingTokens,
  type TokenFailure,
} from "@/lib/tokens/consume-token";
import { TOKEN_HOURS } from "@/lib/tokens/email-tokens";
import { secureAccount } from "./secure-account";

const HOUR_MS = 60 * 60 * 1000;
const TAKEN = "Email already registered.";
const OWN = "This is your email already.";

/** What a link about another address is about. */
export type EmailChangeLink = { username: string; newEmail: string };

type Details = { newEmail?: string; changeId?: string };

/**
 * Asks for another address: it counts once its mail was answered. A recent password is needed.
 *
 * @param input `{ email, password? }`
 */
export async function requestEmailChange(input: unknown, actor: Actor): Promise<Result<{ email: string }>> {
  const parsed = changeEmailSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { email, password } = parsed.data;
  const { userId, user, ipAddress } = actor;
  const newEmailCanonical = canonicalEmail(email);
  if (newEmailCanonical === canonicalEmail(user.email)) {
    return err({ code: "invalid", errors: { email: [OWN] } });
  }
  const failure = await requireReauthentication(password, actor);
  if (failure) return err(failure);
  const retryAfterSeconds = await consumeRateLimits([
    ["mail", newEmailCanonical],
    ["mailClient", ipAddress],
    ["mailDaily", newEmailCanonical],
  ]);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });
  if ((await db().user.count({ where: { emailCanonical: newEmailCanonical } })) > 0) {
    return err({ code: "invalid", errors: { email: [TAKEN] } });
  }
  await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    const { id: changeId } = await transaction.emailChange.create({
      data: { userId, oldEmail: user.email, newEmail: email, newEmailCanonical },
      select: { id: true },
    });
    await transaction.outboxEmail.create({
      data: {
        kind: "confirm_email_change",
        userId,
        recipient: email,
        details: { newEmail: email, changeId, boundTo: canonicalEmail(user.email) },
      },
      select: { id: true },
    });
    await recordEvent(transaction, actor, "authn_token_created", { purpose: "confirm-email-change" });
  });
  triggerMailDelivery();
  return ok({ email });
}

/** The address whose confirmation the actor waits for, if there is one. */
export async function pendingEmail({ userId }: Pick<Actor, "userId">): Promise<string | undefined> {
  const validSince = new Date(Date.now() - TOKEN_HOURS["confirm-email-change"] * HOUR_MS);
  const mail = await db().outboxEmail.findFirst({
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
  return mail?.recipient;
}

/** Calls a change of address off that was not confirmed yet; without one there is nothing to do. */
export async function cancelEmailChange(actor: Actor): Promise<void> {
  if (!(await pendingEmail(actor))) return;
  await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    const revoked = await revokePendingTokens(transaction, actor.userId, ["confirm_email_change"]);
    if (revoked > 0)
      await recordEvent(transaction, actor, "authn_token_revoked", { purpose: "confirm-email-change" });
  });
}

/** What a link would do. Changes nothing. */
export async function getEmailChange(
  purpose: "confirm-email-change" | "undo-email-change",
  token: string,
): Promise<Result<EmailChangeLink, TokenFailure>> {
  const found = await findUsableToken(purpose, token);
  if ("code" in found) return err(found);
  return ok({ username: found.username, newEmail: (found.details as Details).newEmail ?? "" });
}

/**
 * Makes the new address the one that counts, once its owner says so. The old one gets a notice with a way
 * back; what was sent to it before opens nothing any more.
 */
export async function confirmEmailChange(
  token: string,
  { ipAddress }: RequestContext,
): Promise<Result<undefined, Failure | TokenFailure>> {
  const found = await findUsableToken("confirm-email-change", token);
  if ("code" in found) return err(found);
  const { userId, emailCanonical } = found;
  const { changeId = "" } = found.details as Details;
  try {
    const isDone = await consumeToken(found, async (transaction) => {
      const change = await transaction.emailChange.findFirst({
        where: { id: changeId, userId, confirmedAt: null, revertedAt: null },
        select: { oldEmail: true, newEmail: true, newEmailCanonical: true },
      });
      if (!change) return false;
      const { oldEmail, newEmail, newEmailCanonical } = change;
      const { count } = await transaction.user.updateMany({
        where: { id: userId, emailCanonical, suspendedAt: null },
        data: { email: newEmail, emailCanonical: newEmailCanonical, emailVerified: true },
      });
      if (count === 0) return false;
      // Of several that were asked for, the one that is confirmed is the one that is meant.
      await revokePendingTokens(transaction, userId, ["confirm_email_change"]);
      await transaction.emailChange.update({
        where: { id: changeId },
        data: { confirmedAt: new Date() },
        select: { id: true },
      });
      await transaction.outboxEmail.create({
        data: { kind: "email_changed", userId, recipient: oldEmail, details: { newEmail, changeId } },
        select: { id: true },
      });
      await recordEvent(transaction, { userId, ipAddress }, "user_updated", { fields: ["email"] });
      return true;
    });
    if (!isDone) return err({ code: "used" });
  } catch (error) {
    // Somebody registered with that address meanwhile: the transaction, and the use of the token, are undone.
    if (!isUniqueViolation(error)) throw error;
    return err({ code: "invalid", errors: { email: [TAKEN] } });
  }
  triggerMailDelivery();
  return ok(undefined);
}

/**
 * Gives an account its old address back. Whoever changed it is shut out, and the old address gets a link to
 * choose a new password.
 */
export async function undoEmailChange(
  token: string,
  { ipAddress }: RequestContext,
): Promise<Result<undefined, Failure | TokenFailure>> {
  const found = await findUsableToken("undo-email-change", token);
  if ("code" in found) return err(found);
  const { userId } = found;
  const { changeId = "" } = found.details as Details;
  try {
    const isDone = await consumeToken(found, async (transaction) => {
      const change = await transaction.emailChange.findFirst({
        where: { id: changeId, userId, confirmedAt: { not: null }, revertedAt: null },
        select: { oldEmail: true, createdAt: true },
      });
      if (!change) return false;
      const email = change.oldEmail;
      const emailCanonical = canonicalEmail(email);
      // Whoever registered with the address meanwhile has not shown that it is theirs; this link has.
      await transaction.user.deleteMany({
        where: { emailCanonical, emailVerified: false, id: { not: userId } },
      });
      const removed = await transaction.user.findUniqueOrThrow({
        where: { id: userId },
        select: { email: true },
      });
      await transaction.user.update({
        where: { id: userId },
        data: { email, emailCanonical, emailVerified: true },
        select: { id: true },
      });
      // Whoever has the older mailbox may not be the owner any more.
      await transaction.outboxEmail.create({
        data: {
          kind: "email_change_reverted",
          userId,
          recipient: removed.email,
          details: { newEmail: email },
        },
        select: { id: true },
      });
      // Those that followed too, or somebody could take their own way back.
      await transaction.emailChange.updateMany({
        where: { userId, createdAt: { gte: change.createdAt }, revertedAt: null },
        data: { revertedAt: new Date() },
      });
      await recordEvent(transaction, { userId, ipAddress }, "user_restored", { what: "email" });
      await secureAccount(transaction, { userId, ipAddress });
      return true;
    });
    if (!isDone) return err({ code: "used" });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return err({ code: "invalid", errors: { email: [TAKEN] } });
  }
  triggerMailDelivery();
  return ok(undefined);
}
