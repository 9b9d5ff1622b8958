import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { Actor } from "@/lib/sessions/current-user";

const exportedFields = {
  id: true,
  username: true,
  email: true,
  emailVerified: true,
  role: true,
  phoneNumber: true,
  suspendedAt: true,
  deleteAfter: true,
  createdAt: true,
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
    },
  },
  emailChanges: {
    select: { oldEmail: true, newEmail: true, createdAt: true, confirmedAt: true, revertedAt: true },
  },
  auditEvents: {
    orderBy: { createdAt: "asc" },
    select: { event: true, details: true, ipAddress: true, sessionId: true, createdAt: true },
  },
} satisfies Prisma.UserSelect;

/**
 * Returns all stored data of the actor, except password and token hashes, and records an audit event for the
 * export.
 */
export async function exportData(actor: Actor) {
  const { profile, ...account } = await db().user.findUniqueOrThrow({
    where: { id: actor.userId },
    select: exportedFields,
  });
  // The export is recorded before the data is returned, so that none goes unrecorded.
  await db().$transaction((transaction) =>
    recordEvent(transaction, actor, "sensitive_read", { what: "data" }),
  );
  const picture = profile?.picture
    ? `data:image/webp;base64,${Buffer.from(profile.picture).toString("base64")}`
    : null;
  return { ...account, profile: { bio: profile?.bio ?? "", address: profile?.address ?? "", picture } };
}
