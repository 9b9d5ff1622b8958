import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { register } from "@/lib/registration/register";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";
import { deliverBatch } from "./deliver-batch";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());
beforeEach(async () => {
  await db().user.deleteMany();
  await services.setFaults({ requestsPerSecond: 100 });
});

async function registerUser(email?: string) {
  const input = { ...validRegistration(), ...(email && { email }) };
  await register(input, newRequestContext());
  return input;
}

const newestEmail = (email: string) =>
  db().outboxEmail.findFirstOrThrow({ where: { recipient: email }, orderBy: { createdAt: "desc" } });

/** Ends the back-off or the lease of every email. */
const expireBackOffs = () => db().outboxEmail.updateMany({ data: { nextAttemptAt: new Date(0) } });

describe("deliverBatch", () => {
  it("sends a queued email and stores the id that the provider returns", async () => {
    const { email, username } = await registerUser();
    expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 1 });
    const [message] = await services.mailsTo(email);
    expect(message).toMatchObject({
      to: email,
      from: "Real MFA <noreply@realmfa.com>",
      subject: "Verify Your Email - Real MFA",
    });
    expect(message?.text).toContain(`Hi ${username},`);
    expect(await newestEmail(email)).toMatchObject({
      state: "sent",
      providerId: message?.id,
      attempts: 1,
      lastError: null,
    });
    expect(await deliverBatch()).toEqual({ claimed: 0, accepted: 0 });
  });

  it("sends several emails in one request", async () => {
    const users = await Promise.all(Array.from({ length: 7 }, () => registerUser()));
    expect(await deliverBatch()).toEqual({ claimed: 7, accepted: 7 });
    for (const { email } of users) expect(await services.mailsTo(email)).toHaveLength(1);
  });

  it("encodes an internationalized domain as Punycode", async () => {
    await registerUser("someone@bücher.example");
    await deliverBatch();
    expect(await services.mailsTo("someone@bücher.example")).toMatchObject([
      { to: "someone@xn--bcher-kva.example" },
    ]);
  });

  it.each([500, 502, 408, 401, 403, 404, 405, 422, "drop", "answer-nothing", "answer-null"])(
    "keeps emails queued during an outage (%s) and sends each of them once afterwards",
    async (outage) => {
      const users = [await registerUser(), await registerUser()];
      await services.setFaults({ outage });
      const before = Date.now();
      expect(await deliverBatch()).toMatchObject({ claimed: 2, accepted: 0, retryAfterSeconds: 5 });
      const nextAttemptAt = (await newestEmail(users[0]?.email ?? "")).nextAttemptAt.getTime();
      expect(nextAttemptAt).toBeGreaterThanOrEqual(before + 5_000);
      expect(nextAttemptAt).toBeLessThanOrEqual(Date.now() + 5_000);
      // Prolongs the back-off, as the rest of this test may take longer than 5 seconds.
      await db().outboxEmail.updateMany({ data: { nextAttemptAt: new Date(Date.now() + 60 * 60_000) } });
      // New emails are not sent either while the provider is known to be unavailable.
      const queuedLater = await registerUser();
      expect(await deliverBatch()).toEqual({ claimed: 0, accepted: 0 });
      await services.setFaults({ requestsPerSecond: 100 });
      await expireBackOffs();
      expect(await deliverBatch()).toEqual({ claimed: 2, accepted: 2 });
      expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 1 });
      for (const { email } of [...users, queuedLater]) expect(await services.mailsTo(email)).toHaveLength(1);
    },
  );

  it("sends an email once when the response of the provider is lost", async () => {
    const { email } = await registerUser();
    await services.setFaults({ requestsPerSecond: 100, outage: "accept-and-drop" });
    expect(await deliverBatch()).toMatchObject({ accepted: 0, retryAfterSeconds: 5 });
    expect((await newestEmail(email)).state).toBe("queued");
    await services.setFaults({ requestsPerSecond: 100 });
    await expireBackOffs();
    expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 1 });
    expect(await services.mailsTo(email)).toHaveLength(1);
    expect(await newestEmail(email)).toMatchObject({ state: "sent", attempts: 2 });
  });

  it("abandons a batch with an unknown outcome once its idempotency key has expired", async () => {
    const { email } = await registerUser();
    await services.setFaults({ requestsPerSecond: 100, outage: "accept-and-drop" });
    await deliverBatch();
    await services.setFaults({ requestsPerSecond: 100 });
    await db().outboxEmail.updateMany({ data: { submittedAt: new Date(Date.now() - 24 * 60 * 60 * 1000) } });
    await expireBackOffs();
    expect(await deliverBatch()).toEqual({ claimed: 0, accepted: 0 });
    expect(await services.mailsTo(email)).toHaveLength(1);
    expect(await newestEmail(email)).toMatchObject({
      state: "failed",
      lastError: expect.stringMatching(/^Delivery unknown/),
    });
  });

  it("keeps retrying a batch that was certainly not accepted", async () => {
    const { email } = await registerUser();
    await services.setFaults({ outage: 401 });
    await deliverBatch();
    expect((await newestEmail(email)).submittedAt).toBeNull();
    await services.setFaults({ requestsPerSecond: 100 });
    await expireBackOffs();
    expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 1 });
  });

  it("marks a whole batch as sent when an event confirms one of its emails", async () => {
    const [one, other] = [await registerUser(), await registerUser()];
    await services.setFaults({ requestsPerSecond: 100, outage: "accept-and-drop" });
    await deliverBatch();
    await services.setFaults({ requestsPerSecond: 100 });
    await db().outboxEmail.updateMany({
      where: { recipient: one.email },
      data: { state: "delivered", sentAt: new Date() },
    });
    await expireBackOffs();
    expect(await deliverBatch()).toEqual({ claimed: 0, accepted: 0 });
    for (const { email } of [one, other]) expect(await services.mailsTo(email)).toHaveLength(1);
    expect((await newestEmail(one.email)).state).toBe("delivered");
    expect((await newestEmail(other.email)).state).toBe("sent");
  });

  it("retries the batch of a crashed worker with the same idempotency key", async () => {
    const { email } = await registerUser();
    await deliverBatch();
    await db().outboxEmail.updateMany({
      data: { state: "sending", sentAt: null, nextAttemptAt: new Date(0) },
    });
    expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 1 });
    expect(await services.mailsTo(email)).toHaveLength(1);
  });

  it("fails only the rejected email of a batch and sends the others", async () => {
    const users = await Promise.all(Array.from({ length: 4 }, () => registerUser()));
    const rejected = await registerUser(`refused.${validRegistration().email}`);
    await services.setFaults({ requestsPerSecond: 100, refuse: "refused." });
    while ((await deliverBatch()).claimed > 0);
    for (const { email } of users) {
      expect(await services.mailsTo(email)).toHaveLength(1);
      expect((await newestEmail(email)).state).toBe("sent");
    }
    expect(await services.mailsTo(rejected.email)).toHaveLength(0);
    expect(await newestEmail(rejected.email)).toMatchObject({
      state: "failed",
      lastError: expect.stringContaining("422 validation_error"),
    });
  });

  it("respects the provider's rate limit", async () => {
    await services.setFaults({ requestsPerSecond: 2 });
    const users = [];
    for (let sent = 0; sent < 4; sent++) {
      users.push(await registerUser());
      expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 1 });
    }
    for (const { email } of users) expect(await services.mailsTo(email)).toHaveLength(1);
  });

  it("sends each email once when three workers run at the same time", async () => {
    const users = await Promise.all(Array.from({ length: 6 }, () => registerUser()));
    const outcomes = await Promise.all([deliverBatch(), deliverBatch(), deliverBatch()]);
    expect(outcomes.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(6);
    for (const { email } of users) expect(await services.mailsTo(email)).toHaveLength(1);
  });

  it("keeps emails queued while Redis, which stores the tokens, is unavailable", async () => {
    const { email } = await registerUser();
    await services.redis.close();
    expect(await deliverBatch()).toMatchObject({ accepted: 0, retryAfterSeconds: 5 });
    expect(await services.mailsTo(email)).toHaveLength(0);
    expect((await newestEmail(email)).state).toBe("queued");
  });
});
