import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { isUuid } from "@/lib/schemas/uuid";
import { activeSessions } from "@/lib/sessions/session-lifetimes";
import { PENDING_RESET } from "@/lib/two-factor/pending-reset";
import { type Person, seesAddressesOf } from "./permissions";

const MAX_EMAILS = 20;
const MAX_DEVICES = 50;

const shownUser = {
  id: true,
  username: true,
  email: true,
  emailCanonical: true,
  emailVerified: true,
  role: true,
  phoneNumber: true,
  suspendedAt: true,
  suspensionReason: true,
  suspendedUntil: true,
  deleteAfter: true,
  createdAt: true,
  lastLoginAt: true,
  updatedAt: true,
  twoFactorSince: true,
  profile: { select: { bio: true, address: true, pictureHash: true } },
  twoFactorResets: { where: PENDING_RESET, select: { dueAt: true }, take: 1 },
  _count: {
    select: {
      authenticatorApps: { where: { confirmedAt: { not: null } } },
      passkeys: true,
      recoveryCodes: true,
    },
  },
} satisfies Prisma.UserSelect;

const shownDevice = {
  id: true,
  name: true,
  type: true,
  browser: true,
  os: true,
  isTrusted: true,
  trustedUntil: true,
  createdAt: true,
  lastSeenAt: true,
} satisfies Prisma.DeviceSelect;

const shownSession = {
  id: true,
  kind: true,
  ipAddress: true,
  createdAt: true,
  lastSeenAt: true,
  deviceId: true,
  device: { select: { name: true, browser: true, os: true } },
} satisfies Prisma.SessionSelect;

const shownEmail = {
  id: true,
  kind: true,
  recipient: true,
  state: true,
  attempts: true,
  lastError: true,
  createdAt: true,
  sentAt: true,
} satisfies Prisma.OutboxEmailSelect;

/** A device as an admin sees it. */
export type UserDevice = Prisma.DeviceGetPayload<{ select: typeof shownDevice }>;
/** A session as an admin sees it. */
export type UserSession = Prisma.SessionGetPayload<{ select: typeof shownSession }>;
/** An email with its delivery state, as an admin sees it. */
export type UserEmail = Prisma.OutboxEmailGetPayload<{ select: typeof shownEmail }>;

/** A user as an admin sees them: no password hash, no token, no secret. */
export type ShownUser = Omit<
  Prisma.UserGetPayload<{ select: typeof shownUser }>,
  "emailCanonical" | "_count" | "twoFactorResets"
> & {
  /** When two-factor authentication will be turned off, if a reset is scheduled. */
  resetDueAt: Date | null;
  /** How many of each kind. Never a secret. */
  secondFactors: { authenticators: number; passkeys: number; recoveryCodes: number };
  devices: UserDevice[];
  sessions: UserSession[];
  /** The newest emails first. */
  emails: UserEmail[];
  /** Why no email goes to the address, if it is on the suppression list. */
  suppression: { reason: string; createdAt: Date } | null;
};

/**
 * Returns all that a support person asks about a user, with one query per section, each by an index.
 *
 * @param id untrusted
 */
export async function getUser(id: string): Promise<ShownUser | undefined> {
  if (!isUuid(id)) return undefined;
  const newest = { createdAt: "desc" } as const;
  const recent = { lastSeenAt: "desc" } as const;
  const [user, devices, sessions, emails] = await Promise.all([
    db().user.findUnique({ where: { id }, select: shownUser }),
    db().device.findMany({ where: { userId: id }, orderBy: recent, take: MAX_DEVICES, select: shownDevice }),
    db().session.findMany({
      where: { userId: id, ...activeSessions() },
      orderBy: recent,
      select: shownSession,
    }),
    db().outboxEmail.findMany({
      where: { userId: id },
      orderBy: newest,
      take: MAX_EMAILS,
      select: shownEmail,
    }),
  ]);
  if (!user) return undefined;
  const { emailCanonical, _count, twoFactorResets, ...shown } = user;
  const { authenticatorApps: authenticators, passkeys, recoveryCodes } = _count;
  const secondFactors = { authenticators, passkeys, recoveryCodes };
  const suppression = await db().suppressedAddress.findUnique({
    where: { emailCanonical },
    select: { reason: true, createdAt: true },
  });
  return {
    ...shown,
    resetDueAt: twoFactorResets[0]?.dueAt ?? null,
    secondFactors,
    devices,
    sessions,
    emails,
    suppression,
  };
}

/** Leaves out what a viewer may not see of a user: from which IP addresses admins and managers use theirs. */
export function shownTo(viewer: Pick<Person, "role">, user: ShownUser): ShownUser {
  if (seesAddressesOf(viewer, user.role)) return user;
  return { ...user, sessions: user.sessions.map((session) => ({ ...session, ipAddress: "" })) };
}
