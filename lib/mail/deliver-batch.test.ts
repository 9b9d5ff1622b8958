import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { register } from "@/lib/registration/register";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { someContext, someRegistration } from "@/lib/testing/test-users";
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

async function registered(email?: string) {
  const input = { ...someRegistration(), ...(email && { email }) };
  await register(input, someContext());
  return input;
}

const stateOf = (email: string) =>
  db().outboxEmail.findFirstOrThrow({ where: { recipient: email }, orderBy: { createdAt: "desc" } });

/** Lets the wait of every mail be over. */
const letTimePass = () => db().outboxEmail.updateMany({ data: { nextAttemptAt: new Date(0) } });

describe("deliver mail", () => {
  it("sends the mail that was asked for, and notes what the provider flash", async () => {
    const { email, username } = await registered();
    expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 1 });
    const [mail] = await services.mailsTo(email);
    expect(mail).toMatchObject({
      to: email,
      from: "Real MFA <noreply@realmfa.com>",
      subject: "Verify Your Email - Real MFA",
    });
    expect(mail?.text).toContain(`Hi ${username},`);
    expect(await stateOf(email)).toMatchObject({
      state: "sent",
      providerId: mail?.id,
      attempts: 1,
      lastError: null,
    });
    expect(await deliverBatch()).toEqual({ claimed: 0, accepted: 0 });
  });

  it("puts many mails in one request", async () => {
    const people = await Promise.all(Array.from({ length: 7 }, () => registered()));
    expect(await deliverBatch()).toEqual({ claimed: 7, accepted: 7 });
    for (const { email } of people) expect(await services.mailsTo(email)).toHaveLength(1);
  });

  it("writes to a domain in punycode", async () => {
    await registered("someone@bücher.example");
    await deliverBatch();
    expect(await services.mailsTo("someone@bücher.example")).toMatchObject([
      { to: "someone@xn--bcher-kva.example" },
    ]);
  });

  it.each([500, 502, 408, 401, 403, 404, 405, 422, "drop", "answer-nothing", "answer-null"])(
    "keeps mails through an outage (%s), and sends each once after it",
    async (outage) => {
      const people = [await registered(), await registered()];
      await services.setFaults({ outage });
      const before = Date.now();
      expect(await deliverBatch()).toMatchObject({ claimed: 2, accepted: 0, retryAfterSeconds: 5 });
      const putOffUntil = (await stateOf(people[0]?.email ?? "")).nextAttemptAt.getTime();
      expect(putOffUntil).toBeGreaterThanOrEqual(before + 5_000);
      expect(putOffUntil).toBeLessThanOrEqual(Date.now() + 5_000);
      // Longer, as this test may take longer than that.
      await db().outboxEmail.updateMany({ data: { nextAttemptAt: new Date(Date.now() + 60 * 60_000) } });
      // While the provider is known to be away, new mails wait with the others.
      const late = await registered();
      expect(await deliverBatch()).toEqual({ claimed: 0, accepted: 0 });
      await services.setFaults({ requestsPerSecond: 100 });
      await letTimePass();
      expect(await deliverBatch()).toEqual({ claimed: 2, accepted: 2 });
      expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 1 });
      for (const { email } of [...people, late]) expect(await services.mailsTo(email)).toHaveLength(1);
    },
  );

  it("sends no mail twice when the provider took it but nobody heard", async () => {
    const { email } = await registered();
    await services.setFaults({ requestsPerSecond: 100, outage: "accept-and-drop" });
    expect(await deliverBatch()).toMatchObject({ accepted: 0, retryAfterSeconds: 5 });
    expect((await stateOf(email)).state).toBe("queued");
    await services.setFaults({ requestsPerSecond: 100 });
    await letTimePass();
    expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 1 });
    expect(await services.mailsTo(email)).toHaveLength(1);
    expect(await stateOf(email)).toMatchObject({ state: "sent", attempts: 2 });
  });

  it("repeats no batch whose key the provider has forgotten, and says so", async () => {
    const { email } = await registered();
    await services.setFaults({ requestsPerSecond: 100, outage: "accept-and-drop" });
    await deliverBatch();
    await services.setFaults({ requestsPerSecond: 100 });
    await db().outboxEmail.updateMany({ data: { submittedAt: new Date(Date.now() - 24 * 60 * 60 * 1000) } });
    await letTimePass();
    expect(await deliverBatch()).toEqual({ claimed: 0, accepted: 0 });
    expect(await services.mailsTo(email)).toHaveLength(1);
    const mail = await stateOf(email);
    expect(mail.state).toBe("failed");
    expect(mail.lastError).toMatch(/EmptyState knows/);
  });

  it("sends however late what the provider surely did not take", async () => {
    const { email } = await registered();
    await services.setFaults({ outage: 401 });
    await deliverBatch();
    expect((await stateOf(email)).submittedAt).toBeNull();
    await services.setFaults({ requestsPerSecond: 100 });
    await letTimePass();
    expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 1 });
  });

  it("repeats no batch of which the provider has told: it has all of it", async () => {
    const [one, other] = [await registered(), await registered()];
    await services.setFaults({ requestsPerSecond: 100, outage: "accept-and-drop" });
    await deliverBatch();
    await services.setFaults({ requestsPerSecond: 100 });
    await db().outboxEmail.updateMany({
      where: { recipient: one.email },
      data: { state: "delivered", sentAt: new Date() },
    });
    await letTimePass();
    expect(await deliverBatch()).toEqual({ claimed: 0, accepted: 0 });
    for (const { email } of [one, other]) expect(await services.mailsTo(email)).toHaveLength(1);
    expect((await stateOf(one.email)).state).toBe("delivered");
    expect((await stateOf(other.email)).state).toBe("sent");
  });

  it("repeats what somebody began who died, under the same key", async () => {
    const { email } = await registered();
    await deliverBatch();
    await db().outboxEmail.updateMany({
      data: { state: "sending", sentAt: null, nextAttemptAt: new Date(0) },
    });
    expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 1 });
    expect(await services.mailsTo(email)).toHaveLength(1);
  });

  it("fails only the mail that is refused, and sends the others", async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => registered()));
    const refused = await registered(`refused.${someRegistration().email}`);
    await services.setFaults({ requestsPerSecond: 100, refuse: "refused." });
    while ((await deliverBatch()).claimed > 0);
    for (const { email } of people) {
      expect(await services.mailsTo(email)).toHaveLength(1);
      expect((await stateOf(email)).state).toBe("sent");
    }
    expect(await services.mailsTo(refused.email)).toHaveLength(0);
    const mail = await stateOf(refused.email);
    expect(mail.state).toBe("failed");
    expect(mail.lastError).toContain("422 validation_error");
  });

  it("keeps to the provider's limit", async () => {
    await services.setFaults({ requestsPerSecond: 2 });
    const people = [];
    for (let sent = 0; sent < 4; sent++) {
      people.push(await registered());
      expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 1 });
    }
    for (const { email } of people) expect(await services.mailsTo(email)).toHaveLength(1);
  });

  it("shares the mails among two who deliver at once", async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => registered()));
    const outcomes = await Promise.all([deliverBatch(), deliverBatch(), deliverBatch()]);
    expect(outcomes.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(6);
    for (const { email } of people) expect(await services.mailsTo(email)).toHaveLength(1);
  });

  it("keeps mails while Redis is away, where the tokens go", async () => {
    const { email } = await registered();
    await services.redis.close();
    expect(await deliverBatch()).toMatchObject({ accepted: 0, retryAfterSeconds: 5 });
    expect(await services.mailsTo(email)).toHaveLength(0);
    expect((await stateOf(email)).state).toBe("queued");
  });
});
