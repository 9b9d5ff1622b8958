import { afterAll, beforeAll, expect, it } from "vitest";
import { POST } from "@/app/api/admin/bulk-jobs/[id]/cancel/route";
import { createBulkJob, getBulkJob } from "@/lib/admin/bulk-jobs";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newSubject } from "@/lib/testing/test-subject";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

function cancel(id: string, token: string) {
  const headers = { authorization: `Bearer ${token}` };
  const request = new Request("http://localhost:3000/", { method: "POST", headers });
  return POST(request, { params: Promise.resolve({ id }) });
}

it("cancels a bulk job by the API, for those who may do what it does", async () => {
  const [admin, manager, user] = [await newActor("admin"), await newActor("manager"), await newActor()];
  const { id: subjectId } = await newSubject();
  const job = await createBulkJob({ action: "suspend", reason: "Spam", user_ids: [subjectId] }, admin);
  if (!job.ok) throw new Error(job.failure.code);
  const { id } = job.value;
  expect((await cancel(id, user.token)).status).toBe(403);
  expect((await cancel(id, manager.token)).status).toBe(403);
  const response = await cancel(id, admin.token);
  expect([response.status, await response.json()]).toMatchObject([200, { message: "Bulk job canceled." }]);
  expect(await getBulkJob(id)).toMatchObject({ state: "canceled", counts: { pending: 1 } });
});
