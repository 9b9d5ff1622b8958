import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newSubject } from "@/lib/testing/test-subject";
import { createBulkJob } from "./bulk-jobs";
import { processBulkJob } from "./process-bulk-job";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

it("lets jobs take turns, so that the second doesn't wait for the end of the first", async () => {
  const admin = await newActor("admin");
  const users = [await newSubject(), await newSubject()];
  const jobs: string[] = [];
  for (const { id } of users) {
    const job = await createBulkJob({ action: "suspend", reason: "Spam", user_ids: [id] }, admin);
    if (job.ok) jobs.push(job.value.id);
  }
  // What follows must not depend on whether both were created within a millisecond.
  await db().bulkJob.update({ where: { id: jobs[0] ?? "" }, data: { lastStepAt: new Date(0) } });
  // Each job needs a step for its user, and one to find that it is finished.
  for (let step = 0; step < users.length; step++) expect(await processBulkJob()).toBe(true);
  expect(await db().user.count({ where: { suspendedAt: { not: null } } })).toBe(2);
  expect(await db().bulkJob.count({ where: { finishedAt: { not: null } } })).toBe(0);
});
