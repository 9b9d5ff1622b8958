import { env } from "@/lib/config/env";
import { db } from "@/lib/database/client";
import { inngest } from "@/lib/jobs/client";
import { addDays, computeDay, computeTwoFactorShare, startOfDay } from "./daily-statistics";

const EVERY_FIVE_MINUTES = "*/5 * * * *";
const HOUR_MS = 60 * 60 * 1000;
/** How many days a run computes at most. The next run goes on. */
const MAX_DAYS = 60;
/** How many days are computed for a database that had users before it had statistics. */
const BACKFILL_DAYS = 180;
/** For how many days something can still happen to an email or a registration. */
const OPEN_DAYS = 7;

/** Creates the job that keeps the statistics of the admin area up to date. Runs never overlap. */
export const refreshStatistics = () =>
  inngest().createFunction(
    { id: "refresh-statistics", concurrency: 1, triggers: [{ cron: EVERY_FIVE_MINUTES }] },
    async ({ step }) => ({ days: await step.run("compute-days", () => refreshDailyStatistics()) }),
  );

/**
 * Computes today's statistics, those of the last days once an hour, and those of earlier days that are missing, the
 * newest first.
 *
 * @returns the number of days that were computed
 */
export async function refreshDailyStatistics(now = new Date()): Promise<number> {
  const today = startOfDay(now);
  const days = await findDueDays(today, now);
  for (const day of days.slice(0, MAX_DAYS)) await computeDay(day);
  await computeTwoFactorShare(today);
  return Math.min(days.length, MAX_DAYS);
}

async function findDueDays(today: Date, now: Date): Promise<Date[]> {
  const first = await db().user.findFirst({ orderBy: { createdAt: "asc" }, select: { createdAt: true } });
  const earliest = addDays(today, 1 - BACKFILL_DAYS);
  const start = first && first.createdAt > earliest ? startOfDay(first.createdAt) : earliest;
  const rows = await db().dailyStatistics.findMany({
    where: { day: { gte: earliest } },
    select: { day: true, computedAt: true },
  });
  const computedAt = new Map(rows.map((row) => [row.day.getTime(), row.computedAt]));
  // Accounts that aren't verified are deleted after that time, and would no longer be counted.
  const openDays = Math.min(OPEN_DAYS, env().UNVERIFIED_LIFETIME_DAYS);
  const due: Date[] = [];
  for (let age = 0; age < BACKFILL_DAYS; age++) {
    const day = addDays(today, -age);
    if (age > 0 && (!first || day < start)) break;
    const last = computedAt.get(day.getTime());
    const isStale = age < openDays && last && now.getTime() - last.getTime() > HOUR_MS;
    if (!last || isStale || last < addDays(day, 1)) due.push(day);
  }
  return due;
}
