import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { env } from "@/lib/config/env";
import { db } from "@/lib/database/client";
import { register } from "@/lib/registration/register";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";
import { issueTokens } from "@/lib/tokens/email-tokens";
import { claimBatch } from "./claim-batch";
import { deliverBatch } from "./deliver-batch";
import { deliveryOf } from "./delivery";
import { LEASE_MS, renewLease } from "./outbox";
import { REQUEST_TIMEOUT_MS, sendEmails } from "./provider";
import { recordProviderEvent } from "./provider-events";
import { renderEmail } from "./render-email";

vi.mock("@/lib/tokens/email-tokens", { spy: true });
vi.mock("./render-email", { spy: true });

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());
beforeEach(async () => {
  vi.mocked(issueTokens).mockReset();
  vi.mocked(renderEmail).mockReset();
  await db().user.deleteMany();
  await services.setFaults({ requestsPerSecond: 100 });
});

async function registerUser() {
  const input = validRegistration();
  await register(input, newRequestContext());
  return input;
}

const failRedisOnce = () => vi.mocked(issueTokens).mockRejectedValueOnce(new Error("Redis is down."));
const emailTo = (recipient: string) => db().outboxEmail.findFirstOrThrow({ where: { recipient } });
const countMails = async (email: string) => (await services.mailsTo(email)).length;
const expireBackOffs = () => db().outboxEmail.updateMany({ data: { nextAttemptAt: new Date(0) } });
/** Delivers while the response of the provider is lost. */
async function loseResponse() {
  await services.setFaults({ requestsPerSecond: 100, outage: "accept-and-drop" });
  await deliverBatch();
  await services.setFaults({ requestsPerSecond: 100 });
}

describe("a failure of our own", () => {
  it("of Redis holds up no email: the batch is taken apart and sent with what is queued by then", async () => {
    const one = await registerUser();
    failRedisOnce();
    expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 0, retryAfterSeconds: 5 });
    expect(await emailTo(one.email)).toMatchObject({
      state: "queued",
      batchId: null,
      submittedAt: null,
      lastError: expect.stringContaining("Redis is down."),
    });
    const other = await registerUser();
    expect(await deliverBatch()).toEqual({ claimed: 2, accepted: 2 });
    for (const { email } of [one, other]) expect(await countMails(email)).toBe(1);
  });

  it("of Redis leaves a batch as it is that the provider may have accepted, and holds up no other", async () => {
    const one = await registerUser();
    await loseResponse();
    const { batchId } = await emailTo(one.email);
    await expireBackOffs();
    failRedisOnce();
    expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 0, retryAfterSeconds: 5 });
    expect(await emailTo(one.email)).toMatchObject({ batchId, submittedAt: expect.any(Date), attempts: 2 });
    const other = await registerUser();
    expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 1 });
    expect(await countMails(other.email)).toBe(1);
    await expireBackOffs();
    expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 1 });
    expect(await countMails(one.email)).toBe(1);
  });

  it("in a template holds up no email but those of its batch", async () => {
    const one = await registerUser();
    vi.mocked(renderEmail).mockRejectedValueOnce(new Error("No such template."));
    expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 0, retryAfterSeconds: 5 });
    expect(await emailTo(one.email)).toMatchObject({ state: "queued", submittedAt: null });
    await registerUser();
    expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 1 });
  });

  it("does not hide that the provider is unavailable", async () => {
    await registerUser();
    await services.setFaults({ outage: 500 });
    expect(await deliverBatch()).toMatchObject({ claimed: 1, retryAfterSeconds: 5 });
    await services.setFaults({ requestsPerSecond: 100 });
    await registerUser();
    await db().outboxEmail.updateMany({
      where: { batchId: { not: null } },
      data: { nextAttemptAt: new Date(Date.now() + MINUTE_MS) },
    });
    expect(await deliverBatch()).toEqual({ claimed: 0, accepted: 0 });
  });
});

describe("an idempotency key that the provider knows with other content", () => {
  /** Sends a batch whose response is lost, and changes what its retry says. */
  async function reuseKey() {
    const users = [await registerUser(), await registerUser()];
    await loseResponse();
    await db().user.updateMany({ where: { email: users[0]?.email ?? "" }, data: { username: "renamed" } });
    await expireBackOffs();
    return users;
  }

  it("is not taken for sent, but shown as unknown and never sent again", async () => {
    const users = await reuseKey();
    expect(await deliverBatch()).toEqual({ claimed: 2, accepted: 0 });
    for (const { email } of users)
      expect(await emailTo(email)).toMatchObject({
        state: "failed",
        sentAt: null,
        lastError: expect.stringMatching(/^Delivery unknown/),
      });
    for (const { email } of users) expect(deliveryOf(await emailTo(email))).toBe("unknown");
    await expireBackOffs();
    expect(await deliverBatch()).toEqual({ claimed: 0, accepted: 0 });
    for (const { email } of users) expect(await countMails(email)).toBe(1);
  });

  it("is corrected by an event", async () => {
    const [user] = await reuseKey();
    await deliverBatch();
    const { id } = await emailTo(user?.email ?? "");
    await recordProviderEvent({ type: "email.delivered", data: { email_id: "x", tags: { mail_id: id } } });
    expect(await emailTo(user?.email ?? "")).toMatchObject({ state: "delivered", lastError: null });
  });

  it("is taken for sent if an event about one of its emails came during the attempt", async () => {
    const [one, other] = await reuseKey();
    vi.mocked(issueTokens).mockImplementationOnce(async () => {
      await db().outboxEmail.updateMany({
        where: { recipient: one?.email ?? "" },
        data: { state: "delivered", sentAt: new Date() },
      });
    });
    expect(await deliverBatch()).toEqual({ claimed: 2, accepted: 0 });
    expect(await emailTo(one?.email ?? "")).toMatchObject({ state: "delivered" });
    expect(await emailTo(other?.email ?? "")).toMatchObject({ state: "sent", lastError: null });
  });
});

describe("the lease of a batch", () => {
  it("is longer than a request to the provider, and at most 30 seconds", () => {
    expect(LEASE_MS).toBeGreaterThanOrEqual(REQUEST_TIMEOUT_MS + 10 * SECOND_MS);
    expect(LEASE_MS).toBeLessThanOrEqual(30 * SECOND_MS);
  });

  it("is renewed by its owner only", async () => {
    const { email } = await registerUser();
    const first = await claimBatch();
    if (!first) throw new Error("Nothing was claimed.");
    await db().outboxEmail.updateMany({ data: { nextAttemptAt: new Date(Date.now() + SECOND_MS) } });
    expect(await renewLease(first)).toBe(true);
    const { nextAttemptAt } = await emailTo(email);
    expect(Number(nextAttemptAt)).toBeGreaterThan(Date.now() + LEASE_MS - 5 * SECOND_MS);
    expect(await claimBatch()).toBeUndefined();
    await expireBackOffs();
    const second = await claimBatch();
    expect(second).toMatchObject({ id: first.id, attempt: 2, wasSubmitted: true });
    expect(await renewLease(first)).toBe(false);
    expect(second && (await renewLease(second))).toBe(true);
  });

  it("is renewed before each request, and without it nothing is sent", async () => {
    const { email } = await registerUser();
    const batch = await claimBatch();
    const rendered = await Promise.all((batch?.emails ?? []).map(renderEmail));
    expect(rendered).toHaveLength(1);
    await services.setFaults({ requestsPerSecond: 1 });
    expect(await sendEmails(rendered, "a key", async () => true)).toMatchObject({ state: "accepted" });
    // Someone else's request comes first, so this one is too many for the second. Before it is repeated, another worker
    // takes over.
    const takeTurn = async () => {
      await fetch(`${env().RESEND_BASE_URL}/emails`, {
        method: "POST",
        headers: { authorization: "Bearer re_test" },
        body: JSON.stringify({ from: "noreply@example.com", to: "someone@example.com", subject: "Hello" }),
      });
      return true;
    };
    const renew = vi
      .fn<() => Promise<boolean>>()
      .mockImplementationOnce(takeTurn)
      .mockResolvedValueOnce(false);
    expect(await sendEmails(rendered, "another key", renew)).toEqual({ state: "lost" });
    expect(renew).toHaveBeenCalledTimes(2);
    expect(await countMails(email)).toBe(1);
  });

  it("that was lost while the batch was prepared ends the attempt without a request", async () => {
    const { email } = await registerUser();
    vi.mocked(issueTokens).mockImplementationOnce(async () => {
      await db().outboxEmail.updateMany({ data: { attempts: { increment: 1 } } });
    });
    expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 0 });
    expect(await countMails(email)).toBe(0);
    await expireBackOffs();
    expect(await deliverBatch()).toEqual({ claimed: 1, accepted: 1 });
  });
});

describe("a delivery that finds nothing due", () => {
  it.each([
    ["a retry that is due in a second", "queued", 900, 1],
    ["a retry that is due later, which has a run of its own", "queued", 10_000, undefined],
    ["a lease, whose owner may have crashed", "sending", 20_000, 20],
  ] as const)("says how long to wait for %s", async (_, state, dueInMs, waitSeconds) => {
    await registerUser();
    await loseResponse();
    const nextAttemptAt = new Date(Date.now() + dueInMs);
    await db().outboxEmail.updateMany({ data: { state, nextAttemptAt } });
    expect((await deliverBatch()).waitSeconds).toBe(waitSeconds);
  });
});
