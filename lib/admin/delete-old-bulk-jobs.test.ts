import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { BULK_RESULTS_DAYS, deleteOldBulkJobs } from "./delete-old-bulk-jobs";

const DAY_MS = 24 * 60 * 60 * 1000;
let services: TestServices;

beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

async function createJob(createdAt: Date, finishedAt: Date | null, results: number): Promise<string> {
  const actor = { actorId: randomUUID(), sessionId: randomUUID(), ipAddress: "" };
  const { id } = await db().bulkJob.create({
    data: { ...actor, action: "reactivate", input: {}, createdAt, finishedAt },
    select: { id: true },
  });
  await db().$executeRaw`
    INSERT INTO bulk_job_items (job_id, user_id, username, state)
    SELECT ${id}::uuid, gen_random_uuid(), 'user' || i, 'done' FROM generate_series(1, ${results}) AS i`;
  return id;
}

it("deletes jobs that finished 30 days ago with their results, in batches, and no other job", async () => {
  const old = daysAgo(BULK_RESULTS_DAYS + 1);
  await createJob(old, old, 10_001);
  await createJob(old, daysAgo(BULK_RESULTS_DAYS + 0.5), 0);
  const recent = await createJob(old, daysAgo(BULK_RESULTS_DAYS - 1), 2);
  const unfinished = await createJob(daysAgo(400), null, 3);

  expect(await deleteOldBulkJobs()).toBe(10_000);
  expect(await db().bulkJob.count()).toBe(4);
  expect(await deleteOldBulkJobs()).toBe(2);
  expect(await deleteOldBulkJobs()).toBe(1);
  expect(await deleteOldBulkJobs()).toBe(0);

  const kept = await db().bulkJob.findMany({ select: { id: true, items: { select: { state: true } } } });
  expect(Object.fromEntries(kept.map(({ id, items }) => [id, items.length]))).toEqual({
    [recent]: 2,
    [unfinished]: 3,
  });
});
