import { db } from "@/lib/database/client";
import { type EmailState, Prisma } from "@/lib/generated/prisma/client";
import { VERIFICATION_EMAILS } from "@/lib/verification/verification-token";
import { BUCKET_BOUNDS } from "./duration-histogram";
import { countUsers } from "./find-user-ids";
import { parseListUsersQuery } from "./list-users-query";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Returns the beginning of a day in UTC. */
export const startOfDay = (time: Date) => new Date(Math.floor(time.getTime() / DAY_MS) * DAY_MS);

/** Returns the beginning of the day that is a number of days later. */
export const addDays = (day: Date, count: number) => new Date(day.getTime() + count * DAY_MS);

/** A condition on rows that were created on a day, which indexes can look up. */
function createdOn(day: Date): Prisma.Sql {
  const [start, end] = [day.toISOString(), addDays(day, 1).toISOString()];
  return Prisma.sql`created_at >= ${start}::timestamptz AND created_at < ${end}::timestamptz`;
}

/**
 * Counts what happened on a day and stores it in place of what was stored before, so it can run any number of times.
 * Reads the rows of that day only.
 *
 * @param day the beginning of the day in UTC
 */
export async function computeDay(day: Date): Promise<void> {
  const [registrations, events, emails] = await Promise.all([
    countRegistrations(day),
    countEvents(day),
    countEmails(day),
  ]);
  const counts = { ...registrations, ...events, ...emails, computedAt: new Date() };
  await db().dailyStatistics.upsert({
    where: { day },
    create: { day, ...counts },
    update: counts,
    select: { day: true },
  });
}

/** Stores how many users there are and how many have a second factor, as the state of a day that isn't over. */
export async function computeTwoFactorShare(day: Date): Promise<void> {
  const [{ total }, usersWithTwoFactor] = await Promise.all([
    countUsers({ query: parseListUsersQuery({}), filters: [] }),
    db().user.count({ where: { twoFactorSince: { not: null } } }),
  ]);
  // The total may be an estimate.
  const users = Math.max(total, usersWithTwoFactor);
  await db().dailyStatistics.updateMany({ where: { day }, data: { users, usersWithTwoFactor } });
}

type Progress = { registrations: number; delivered: number; opened: number; verified: number };
type Step = "delivered" | "opened" | "verified";

/** Follows the accounts that were created on a day: who got the email, opened the link, verified the address. */
async function countRegistrations(day: Date) {
  const progress = Prisma.sql`
    WITH progress AS (
      SELECT created_at, email_verified, email_verified_at, delivered_at, opened_at
      FROM users CROSS JOIN LATERAL (
        SELECT min(delivered_at) AS delivered_at, min(link_opened_at) AS opened_at FROM outbox_emails
        WHERE user_id = users.id AND kind = ANY (${VERIFICATION_EMAILS}::"EmailKind"[])
      ) AS emails
      WHERE ${createdOn(day)}
    )`;
  // Whoever has opened the link has got the email, and whoever verifies with the code needs no link.
  const [counts] = await db().$queryRaw<Progress[]>`
    ${progress}
    SELECT count(*)::int AS registrations,
      (count(*) FILTER (WHERE email_verified OR opened_at IS NOT NULL OR delivered_at IS NOT NULL))::int AS delivered,
      (count(*) FILTER (WHERE email_verified OR opened_at IS NOT NULL))::int AS opened,
      (count(*) FILTER (WHERE email_verified))::int AS verified
    FROM progress`;
  const buckets = await db().$queryRaw<{ step: Step; bucket: number; count: number }[]>`
    ${progress}
    SELECT step, width_bucket(extract(epoch FROM reached_at - created_at), ${[...BUCKET_BOUNDS]}::numeric[]) AS bucket,
      count(*)::int AS count
    FROM progress CROSS JOIN LATERAL (
      VALUES ('delivered', delivered_at), ('opened', opened_at), ('verified', email_verified_at)
    ) AS steps (step, reached_at)
    WHERE reached_at IS NOT NULL
    GROUP BY 1, 2`;
  const histogramOf = (wanted: Step) =>
    Array.from(
      { length: BUCKET_BOUNDS.length + 1 },
      (_, index) => buckets.find(({ step, bucket }) => step === wanted && bucket === index)?.count ?? 0,
    );
  return {
    registrations: counts?.registrations ?? 0,
    emailsDeliveredTo: counts?.delivered ?? 0,
    linksOpened: counts?.opened ?? 0,
    registrationsVerified: counts?.verified ?? 0,
    deliveryTimes: histogramOf("delivered"),
    openingTimes: histogramOf("opened"),
    verificationTimes: histogramOf("verified"),
  };
}

type EventCounts = { verifications: number; logins: number; failedLogins: number };

async function countEvents(day: Date): Promise<EventCounts> {
  const [counts] = await db().$queryRaw<EventCounts[]>`
    SELECT
      (count(*) FILTER (WHERE event = 'user_updated' AND details @> '{"fields": ["emailVerified"]}'))::int
        AS verifications,
      (count(*) FILTER (WHERE event = 'authn_login_success'))::int AS logins,
      (count(*) FILTER (WHERE event = 'authn_login_fail'))::int AS "failedLogins"
    FROM audit_events WHERE ${createdOn(day)}`;
  return counts ?? { verifications: 0, logins: 0, failedLogins: 0 };
}

async function countEmails(day: Date) {
  const rows = await db().$queryRaw<{ state: EmailState; count: number }[]>`
    SELECT state, count(*)::int AS count FROM outbox_emails
    WHERE ${createdOn(day)} AND user_id IS NOT NULL GROUP BY state`;
  const sum = (...states: EmailState[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((total, { count }) => total + count, 0);
  return {
    emailsPending: sum("queued", "sending"),
    emailsSent: sum("sent"),
    emailsDelivered: sum("delivered"),
    emailsFailed: sum("failed", "bounced", "complained"),
  };
}
