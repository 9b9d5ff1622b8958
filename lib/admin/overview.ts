import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { addDays, startOfDay } from "./daily-statistics";
import { medianOf, sumHistograms } from "./duration-histogram";
import { MAX_EXACT_COUNT } from "./find-user-ids";
import type { Period } from "./overview-query";

const shownDay = {
  day: true,
  registrations: true,
  verifications: true,
  logins: true,
  failedLogins: true,
  emailsPending: true,
  emailsSent: true,
  emailsDelivered: true,
  emailsFailed: true,
  users: true,
  usersWithTwoFactor: true,
} satisfies Prisma.DailyStatisticsSelect;

const storedDay = {
  ...shownDay,
  emailsDeliveredTo: true,
  linksOpened: true,
  registrationsVerified: true,
  deliveryTimes: true,
  openingTimes: true,
  verificationTimes: true,
  computedAt: true,
} satisfies Prisma.DailyStatisticsSelect;

type StoredDay = Prisma.DailyStatisticsGetPayload<{ select: typeof storedDay }>;

/** What happened on a day. Without the job's numbers, the counts are 0. */
export type DayCounts = Prisma.DailyStatisticsGetPayload<{ select: typeof shownDay }>;

/** A step of the accounts that were created in the period. */
export type FunnelStep = {
  count: number;
  /** The median time since the registration; not set for the first step, and without any times. */
  medianSeconds?: number;
};

/** A number of rows, counted up to a bound. */
export type BoundedCount = { count: number; isExact: boolean };

/** The verification funnel of the accounts that were created in a period. */
export type Funnel = Record<"registered" | "delivered" | "opened" | "verified", FunnelStep>;

/** The emails that wait to be sent. */
export type EmailQueue = BoundedCount & {
  /** Since when the email that waits longest could have been sent, if it could. */
  dueSince?: Date;
};

export type Overview = {
  period: Period;
  /** When the job last computed today's numbers. */
  updatedAt?: Date;
  /** The days of the period, the earliest first. */
  days: DayCounts[];
  /** As many days before them, for comparison; empty if there are no statistics of the first of them. */
  previousDays: DayCounts[];
  funnel: Funnel;
  queue: EmailQueue;
  suppressed: BoundedCount;
};

/** The job runs every 5 minutes. */
const STALE_AFTER_MS = 20 * 60_000;

/** Returns whether the job should have computed today's numbers again by now. */
export function isStale(updatedAt: Date, now = new Date()): boolean {
  return now.getTime() - updatedAt.getTime() > STALE_AFTER_MS;
}

/** Returns what the overview shows. Reads a row a day, and counts what waits and what is suppressed up to a bound. */
export async function getOverview(period: Period, now = new Date()): Promise<Overview> {
  const today = startOfDay(now);
  const start = addDays(today, 1 - period);
  const previousStart = addDays(start, -period);
  const [rows, queue, suppressed] = await Promise.all([
    db().dailyStatistics.findMany({
      where: { day: { gte: previousStart, lte: today } },
      orderBy: { day: "asc" },
      select: storedDay,
    }),
    getQueue(now),
    countSuppressed(),
  ]);
  const byDay = new Map(rows.map((row) => [row.day.getTime(), row]));
  const daysFrom = (first: Date) =>
    Array.from({ length: period }, (_, index) => {
      const day = addDays(first, index);
      return toDayCounts(day, byDay.get(day.getTime()));
    });
  const updatedAt = byDay.get(today.getTime())?.computedAt;
  return {
    period,
    ...(updatedAt && { updatedAt }),
    days: daysFrom(start),
    previousDays: byDay.has(previousStart.getTime()) ? daysFrom(previousStart) : [],
    funnel: funnelOf(rows.filter(({ day }) => day >= start)),
    queue,
    suppressed,
  };
}

const NO_COUNTS = {
  registrations: 0,
  verifications: 0,
  logins: 0,
  failedLogins: 0,
  emailsPending: 0,
  emailsSent: 0,
  emailsDelivered: 0,
  emailsFailed: 0,
  users: null,
  usersWithTwoFactor: null,
};

function toDayCounts(day: Date, row: StoredDay | undefined): DayCounts {
  if (!row) return { day, ...NO_COUNTS };
  const {
    emailsDeliveredTo: _delivered,
    linksOpened: _opened,
    registrationsVerified: _verified,
    ...rest
  } = row;
  const { deliveryTimes: _d, openingTimes: _o, verificationTimes: _v, computedAt: _at, ...counts } = rest;
  return counts;
}

function funnelOf(rows: StoredDay[]): Funnel {
  const sum = (count: (row: StoredDay) => number) => rows.reduce((total, row) => total + count(row), 0);
  const median = (times: (row: StoredDay) => number[]) => {
    const medianSeconds = medianOf(sumHistograms(rows.map(times)));
    return medianSeconds === undefined ? {} : { medianSeconds };
  };
  return {
    registered: { count: sum(({ registrations }) => registrations) },
    delivered: {
      count: sum(({ emailsDeliveredTo }) => emailsDeliveredTo),
      ...median(({ deliveryTimes }) => deliveryTimes),
    },
    opened: { count: sum(({ linksOpened }) => linksOpened), ...median(({ openingTimes }) => openingTimes) },
    verified: {
      count: sum(({ registrationsVerified }) => registrationsVerified),
      ...median(({ verificationTimes }) => verificationTimes),
    },
  };
}

function bounded(count: number): BoundedCount {
  return { count: Math.min(count, MAX_EXACT_COUNT), isExact: count <= MAX_EXACT_COUNT };
}

async function getQueue(now: Date): Promise<EmailQueue> {
  const pending = { state: { in: ["queued", "sending"] } } satisfies Prisma.OutboxEmailWhereInput;
  const [rows, next] = await Promise.all([
    db().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int FROM (
        SELECT 1 FROM outbox_emails WHERE state IN ('queued', 'sending') LIMIT ${MAX_EXACT_COUNT + 1}
      ) AS pending`,
    db().outboxEmail.findFirst({
      where: { ...pending, nextAttemptAt: { lte: now } },
      orderBy: { nextAttemptAt: "asc" },
      select: { nextAttemptAt: true },
    }),
  ]);
  return { ...bounded(rows[0]?.count ?? 0), ...(next && { dueSince: next.nextAttemptAt }) };
}

async function countSuppressed(): Promise<BoundedCount> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int FROM (SELECT 1 FROM suppressed_addresses LIMIT ${MAX_EXACT_COUNT + 1}) AS suppressed`;
  return bounded(row?.count ?? 0);
}
