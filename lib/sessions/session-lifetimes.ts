import { env } from "@/lib/config/env";
import { db } from "@/lib/database/client";
import type { Prisma, Role } from "@/lib/generated/prisma/client";

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Returns how long a session of a user with a role lasts at most, in milliseconds. */
export function maxAgeMs(role: Role): number {
  const { SESSION_MAX_AGE_DAYS, ADMIN_SESSION_MAX_AGE_HOURS } = env();
  return role === "admin" ? ADMIN_SESSION_MAX_AGE_HOURS * HOUR_MS : SESSION_MAX_AGE_DAYS * DAY_MS;
}

/** Returns the filter for sessions within both the absolute and the idle timeout. An admin's idle timeout is shorter. */
export function activeSessions(): Prisma.SessionWhereInput {
  const now = Date.now();
  const { SESSION_IDLE_DAYS, ADMIN_SESSION_IDLE_MINUTES } = env();
  return {
    expiresAt: { gt: new Date(now) },
    lastSeenAt: { gt: new Date(now - SESSION_IDLE_DAYS * DAY_MS) },
    OR: [
      { lastSeenAt: { gt: new Date(now - ADMIN_SESSION_IDLE_MINUTES * MINUTE_MS) } },
      { user: { role: { not: "admin" } } },
    ],
  };
}

/**
 * Deletes the sessions past their absolute or idle timeout.
 *
 * @returns the number of deleted sessions
 */
export async function deleteExpiredSessions(): Promise<number> {
  const { count } = await db().session.deleteMany({ where: { NOT: activeSessions() } });
  return count;
}
