import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { db } from "@/lib/database/client";
import { EMAIL_QUEUED, inngest } from "@/lib/jobs/client";
import { register } from "@/lib/registration/register";
import { startTestEngine, type TestEngine } from "@/lib/testing/test-engine";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";
import { deliverMail } from "./delivery-job";

const A_SECOND_EARLY_MS = 1_000;
const warnings = vi.spyOn(console, "warn");
let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await startTestEngine(A_SECOND_EARLY_MS);
  services = await startTestServices(engine.settings);
  await engine.serve(inngest(), [deliverMail()]);
});
afterAll(async () => {
  await engine.close();
  await services.close();
});
beforeEach(async () => {
  await db().user.deleteMany();
  await services.setFaults({ requestsPerSecond: 100 });
});

/** Registers a user, which queues an email and wakes the job. */
async function registerUser(): Promise<string> {
  const input = validRegistration();
  await register(input, newRequestContext());
  return input.email;
}

const wake = () => inngest().send({ name: EMAIL_QUEUED, data: {} });
const emailTo = (recipient: string) => db().outboxEmail.findFirstOrThrow({ where: { recipient } });
const countMails = async (email: string) => (await services.mailsTo(email)).length;

it("sends queued emails, each step with its own ID", async () => {
  const emails = [await registerUser(), await registerUser()];
  for (const email of emails) await expect.poll(() => countMails(email)).toBe(1);
  expect(await engine.runNow("real-mfa-deliver-mail")).toMatchObject({ status: "completed" });
  expect(warnings).not.toHaveBeenCalled();
});

it("retries when the batch is due, although the retry comes early", async () => {
  await services.setFaults({ outage: 500 });
  const email = await registerUser();
  await expect.poll(async () => (await emailTo(email)).lastError).toContain("500");
  await services.setFaults({ requestsPerSecond: 100 });
  const { nextAttemptAt } = await emailTo(email);
  await expect.poll(() => countMails(email), { timeout: 20_000 }).toBe(1);
  await expect.poll(() => emailTo(email)).toMatchObject({ state: "sent", attempts: 2 });
  const { sentAt } = await emailTo(email);
  // The run after a retry that came in vain is up to a minute away.
  expect(Number(sentAt) - Number(nextAttemptAt)).toBeLessThan(3_000);
});

it("takes over the batch of a crashed worker once its lease ends", async () => {
  const email = await registerUser();
  await expect.poll(async () => (await emailTo(email)).state).toBe("sent");
  const leaseEnd = new Date(Date.now() + 3_000);
  await db().outboxEmail.updateMany({ data: { state: "sending", sentAt: null, nextAttemptAt: leaseEnd } });
  await wake();
  await expect.poll(async () => (await emailTo(email)).state, { timeout: 20_000 }).toBe("sent");
  const { sentAt, attempts } = await emailTo(email);
  expect(attempts).toBe(2);
  expect(Number(sentAt)).toBeGreaterThanOrEqual(Number(leaseEnd) - 50);
  expect(Number(sentAt) - Number(leaseEnd)).toBeLessThan(3_000);
  expect(await countMails(email)).toBe(1);
});

it("sends each email once when the job runs several times at once", async () => {
  const emails = [await registerUser(), await registerUser()];
  await Promise.all([wake(), wake(), engine.runNow("real-mfa-deliver-mail"), wake()]);
  for (const email of emails) await expect.poll(() => countMails(email)).toBe(1);
  expect((await engine.runNow("real-mfa-deliver-mail")).status).toBe("completed");
  for (const email of emails) expect(await countMails(email)).toBe(1);
});
