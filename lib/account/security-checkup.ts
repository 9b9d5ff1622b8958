import type { AuditDetails } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import type { Actor } from "@/lib/sessions/current-user";
import { activeSessions } from "@/lib/sessions/session-lifetimes";

/** A login, as the overview of the account shows it. */
export type PreviousLogin = { at: Date; device: string; ipAddress: string };

/** What the owner of an account should know about its security at a glance. */
export type SecurityCheckup = {
  memberSince: Date;
  /** When the password was last changed; when the account was created if it never was. */
  passwordSetAt: Date;
  /** What verifies logins beside the password. */
  secondFactors: { methods: number; recoveryCodes: number };
  devices: number;
  sessions: number;
  /** The newest login before that of the current session, if there is one. */
  previousLogin?: PreviousLogin;
  /** How many logins were refused since the previous login. */
  failedLogins: number;
};

/** Returns the security check-up of the actor's account. */
export async function readSecurityCheckup({
  userId,
  sessionId,
}: Pick<Actor, "userId" | "sessionId">): Promise<SecurityCheckup> {
  const newest = { createdAt: "desc" } as const;
  const [account, passwordChange, sessions, login] = await Promise.all([
    db().user.findUniqueOrThrow({
      where: { id: userId },
      select: {
        createdAt: true,
        _count: {
          select: {
            devices: true,
            authenticatorApps: { where: { confirmedAt: { not: null } } },
            passkeys: true,
            recoveryCodes: true,
          },
        },
      },
    }),
    db().auditEvent.findFirst({
      where: { userId, event: "authn_password_change" },
      orderBy: newest,
      select: { createdAt: true },
    }),
    db().session.count({ where: { userId, ...activeSessions() } }),
    db().auditEvent.findFirst({
      where: {
        userId,
        event: "authn_login_success",
        // Not only `not`, which would leave out events without a session.
        OR: [{ sessionId: null }, { sessionId: { not: sessionId } }],
      },
      orderBy: newest,
      select: { createdAt: true, personal: true, ipAddress: true },
    }),
  ]);
  const since = login?.createdAt ?? account.createdAt;
  const failedLogins = await db().auditEvent.count({
    where: { userId, event: "authn_login_fail", createdAt: { gt: since } },
  });
  return {
    memberSince: account.createdAt,
    passwordSetAt: passwordChange?.createdAt ?? account.createdAt,
    secondFactors: {
      methods: account._count.authenticatorApps + account._count.passkeys,
      recoveryCodes: account._count.recoveryCodes,
    },
    devices: account._count.devices,
    sessions,
    failedLogins,
    ...(login && {
      previousLogin: {
        at: login.createdAt,
        device: (login.personal as Pick<AuditDetails["authn_login_success"], "device">).device,
        ipAddress: login.ipAddress,
      },
    }),
  };
}
