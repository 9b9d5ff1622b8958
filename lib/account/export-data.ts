import { recordEvent } from "@/lib/audit/record-event";
import { hidesAccounts } from "@/lib/config/enumeration";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { err, ok, type Result } from "@/lib/result";
import { optionalPasswordSchema } from "@/lib/schemas/current-password";
import { fieldErrors } from "@/lib/schemas/field-errors";
import type { Actor } from "@/lib/sessions/current-user";
import { confirmSession, requireReauthentication } from "@/lib/sessions/reauthentication";
import type { NewSession } from "@/lib/sessions/session";
import { VERIFICATION_EMAILS } from "@/lib/verification/verification-token";
import { readAuditEvents } from "./read-audit-events";

const exportedFields = {
  id: true,
  username: true,
  email: true,
  emailVerified: true,
  emailVerifiedAt: true,
  role: true,
  phoneNumber: true,
  suspendedAt: true,
  suspendedUntil: true,
  deleteAfter: true,
  createdAt: true,
  lastLoginAt: true,
  updatedAt: true,
  profile: { select: { bio: true, address: true, picture: true } },
  devices: {
    select: {
      name: true,
      type: true,
      browser: true,
      os: true,
      fingerprintHash: true,
      isTrusted: true,
      createdAt: true,
      lastSeenAt: true,
    },
  },
  sessions: {
    select: { kind: true, ipAddress: true, createdAt: true, lastSeenAt: true, expiresAt: true },
  },
  outboxEmails: {
    select: {
      kind: true,
      recipient: true,
      state: true,
      details: true,
      lastError: true,
      createdAt: true,
      sentAt: true,
      deliveredAt: true,
      linkOpenedAt: true,
    },
  },
  emailChanges: {
    select: { oldEmail: true, newEmail: true, createdAt: true, confirmedAt: true, revertedAt: true },
  },
} satisfies Prisma.UserSelect;

/**
 * Returns all stored data of the actor, except password and token hashes, and records an audit event for the
 * export, and tells the owner by email. Requires recent authentication.
 *
 * @param input `{ password? }`; the password is needed only if the last authentication is not recent
 * @returns the data but the audit events, which are read in batches as they are needed, and the session with its new
 *   token if the password was verified
 */
export async function exportData(input: unknown, actor: Actor): Promise<Result<DataExport>> {
  const parsed = optionalPasswordSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const authentication = await requireReauthentication(parsed.data.password, actor);
  if (!authentication.ok) return authentication;
  const data = await readData(actor);
  // The export is recorded before the data is returned, so that none goes unrecorded.
  const session = await db().$transaction(async (transaction) => {
    const renewed = await confirmSession(transaction, actor, authentication.value);
    await recordEvent(transaction, actor, "sensitive_read", { what: "data" });
    await queueEmail(transaction, {
      kind: "data_exported",
      userId: actor.userId,
      details: {},
      origin: actor,
    });
    return renewed;
  });
  triggerMailDelivery();
  return ok({ data, auditEvents: readAuditEvents(actor), session });
}

/** What is stored about a user. */
export type DataExport = {
  data: Awaited<ReturnType<typeof readData>>;
  auditEvents: ReturnType<typeof readAuditEvents>;
  session: NewSession | undefined;
};

/** If no answer may reveal which addresses have an account, what became of an email that proves an address may neither. */
function exportedEmails(): Prisma.OutboxEmailWhereInput {
  return hidesAccounts() ? { kind: { notIn: [...VERIFICATION_EMAILS, "confirm_email_change"] } } : {};
}

async function readData({ userId }: Actor) {
  const { profile, ...account } = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { ...exportedFields, outboxEmails: { ...exportedFields.outboxEmails, where: exportedEmails() } },
  });
  const picture = profile?.picture
    ? `data:image/webp;base64,${Buffer.from(profile.picture).toString("base64")}`
    : null;
  return { ...account, profile: { bio: profile?.bio ?? "", address: profile?.address ?? "", picture } };
}
