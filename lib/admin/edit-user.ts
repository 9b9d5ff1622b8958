import { changedNames } from "@/lib/audit/changed-names";
import { recordEvent } from "@/lib/audit/record-event";
import { db, isUniqueViolation } from "@/lib/database/client";
import { ADMINISTRATOR, BY_ADMINISTRATOR, queueEmail } from "@/lib/mail/queue-email";
import { findTakenFields } from "@/lib/registration/find-taken-fields";
import { usernameSkeleton } from "@/lib/registration/username-skeleton";
import { err } from "@/lib/result";
import { editUserSchema } from "@/lib/schemas/admin-user";
import { canonicalEmail } from "@/lib/schemas/email";
import { canonicalUsername, normalizeUsername } from "@/lib/schemas/username";
import { isUuid } from "@/lib/schemas/uuid";
import type { Actor } from "@/lib/sessions/current-user";
import { VERIFICATION_EMAILS } from "@/lib/verification/verification-token";
import {
  type AdminChange,
  type AdminWriteResult,
  performAdminWrite,
  RefusedError,
  refuse,
} from "./admin-write";
import { isAllowed } from "./permissions";

/**
 * Changes what identifies a user. A reserved username is allowed: an admin speaks for the service.
 *
 * A verified address is replaced only once the new one confirms it, as if its owner had asked for it: otherwise a typing
 * error would hand the account to a stranger. An address that isn't verified yet is replaced at once, and gets a new
 * verification email or invitation.
 *
 * @param input `{ username?, email?, phone_number?, password? }`; what is left out stays as it is
 */
export async function editUser(userId: string, input: unknown, actor: Actor): Promise<AdminWriteResult> {
  // Before the stored phone number is read: the answer must not tell others anything about it.
  if (!isAllowed(actor.user.role, "edit")) return err({ code: "forbidden" });
  const changed = await withoutSamePhoneNumber(userId, input);
  try {
    return await performAdminWrite(
      { action: "edit", userId, input: changed, schema: editUserSchema },
      actor,
      async (change) => {
        const isNamed = await changeNames(change);
        const isMoved = await changeEmail(change);
        if (!isNamed && !isMoved) refuse("nothing_changed");
      },
    );
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const { username, email } = editUserSchema.parse(changed);
    const taken = await findTakenFields({ username, email }, userId);
    return err({ code: "invalid", errors: { username: ["username_taken"], ...taken } });
  }
}

/** A form submits all its fields. A number that the API stored without a country code can stay as it is. */
async function withoutSamePhoneNumber(userId: string, input: unknown): Promise<unknown> {
  const submitted = (input ?? {}) as { phone_number?: unknown };
  if (typeof submitted.phone_number !== "string" || !isUuid(userId)) return input;
  const user = await db().user.findUnique({ where: { id: userId }, select: { phoneNumber: true } });
  return submitted.phone_number === user?.phoneNumber ? { ...submitted, phone_number: undefined } : input;
}

type Edit = AdminChange<{
  username?: string | undefined;
  email?: string | undefined;
  phone_number?: string | undefined;
}>;

/** Changes the username and the phone number. Returns whether one of them is new. */
async function changeNames({ transaction, subject, data, audit }: Edit): Promise<boolean> {
  const { id: userId } = subject;
  const username = data.username === undefined ? subject.username : normalizeUsername(data.username);
  const phoneNumber = data.phone_number ?? subject.phoneNumber;
  const changes = changedNames(subject, { username, phoneNumber });
  const fields = Object.keys(changes);
  if (fields.length === 0) return false;
  await transaction.user.update({
    where: { id: userId },
    data: {
      phoneNumber,
      ...(changes.username && {
        username,
        usernameCanonical: canonicalUsername(username),
        usernameSkeleton: usernameSkeleton(username),
      }),
    },
    select: { id: true },
  });
  await recordEvent(transaction, audit, "user_updated", { fields, changes });
  if (changes.username) {
    const details = { oldUsername: subject.username, newUsername: username, ...BY_ADMINISTRATOR };
    await queueEmail(transaction, { kind: "username_changed", userId, details, origin: ADMINISTRATOR });
  }
  return true;
}

/** Changes the email address, or sends the link that does. Returns whether it is new. */
async function changeEmail(edit: Edit): Promise<boolean> {
  const { transaction, subject, data } = edit;
  const { email } = data;
  if (email === undefined || canonicalEmail(email) === subject.emailCanonical) return false;
  if ((await transaction.user.count({ where: { emailCanonical: canonicalEmail(email) } })) > 0) {
    throw new RefusedError({ code: "invalid", errors: { email: ["email_taken"] } });
  }
  await (subject.emailVerified ? requestChange(edit, email) : replaceUnverified(edit, email));
  return true;
}

async function requestChange({ transaction, subject, audit }: Edit, email: string): Promise<void> {
  const { id: userId } = subject;
  const { id: changeId } = await transaction.emailChange.create({
    data: { userId, oldEmail: subject.email, newEmail: email, newEmailCanonical: canonicalEmail(email) },
    select: { id: true },
  });
  await queueEmail(transaction, {
    kind: "confirm_email_change",
    userId,
    recipient: email,
    details: { newEmail: email, changeId, boundTo: subject.emailCanonical, ...BY_ADMINISTRATOR },
  });
  await queueEmail(transaction, {
    kind: "email_change_requested",
    userId,
    details: { newEmail: email, ...BY_ADMINISTRATOR },
    origin: ADMINISTRATOR,
  });
  const purpose = "confirm-email-change";
  await recordEvent(transaction, audit, "authn_token_created", { purpose, newEmail: email });
}

async function replaceUnverified({ transaction, subject, audit }: Edit, email: string): Promise<void> {
  const { id: userId } = subject;
  await transaction.user.update({
    where: { id: userId },
    data: { email, emailCanonical: canonicalEmail(email) },
    select: { id: true },
  });
  // Whoever was invited has no password yet, and sets it with the link.
  const isInvited = (await transaction.user.count({ where: { id: userId, passwordHash: "" } })) > 0;
  const kind = isInvited ? "invitation" : "verify_email";
  await transaction.outboxEmail.deleteMany({
    where: {
      userId,
      kind: { in: ["invitation", "reset_password", ...VERIFICATION_EMAILS] },
      state: "queued",
      batchId: null,
    },
  });
  // One that is being sent must stay: its batch is repeated with all of its emails. There can be no second one until then.
  const pending = await transaction.outboxEmail.count({
    where: { userId, kind, state: { in: ["queued", "sending"] } },
  });
  if (pending > 0) refuse("already_queued");
  if (isInvited) await queueEmail(transaction, { kind: "invitation", userId, details: {} });
  else {
    await transaction.outboxEmail.create({
      data: { kind: "verify_email", userId, recipient: email },
      select: { id: true },
    });
  }
  await recordEvent(transaction, audit, "user_updated", {
    fields: ["email"],
    changes: { email: { from: subject.email, to: email } },
  });
}
