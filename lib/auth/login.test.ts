import bcrypt from "bcryptjs";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import * as workers from "../crypto/password-workers";
import { db } from "../db";
import { someContext, someRegistration } from "../local-services/test-people";
import { startTestServices, type TestServices } from "../local-services/test-services";
import { login } from "./login";
import { register } from "./register";
import { createSession, endSession, findSessionUser } from "./session";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

// Only counts: every call goes through to the threads.
type Threads = { run: (job: object) => Promise<string | boolean> };
const threads = (globalThis as unknown as { passwordWorkers: Threads }).passwordWorkers;
const hashes = vi.fn(threads.run.bind(threads));
threads.run = hashes;
beforeEach(() => {
  // Without braces the mock would be taken for what cleans up.
  hashes.mockClear();
});

async function verified() {
  const input = someRegistration();
  await register(input, someContext());
  const { id } = await db().user.update({
    where: { emailCanonical: input.email },
    data: { emailVerified: true },
  });
  hashes.mockClear();
  return { ...input, id };
}

describe("log in", () => {
  it("opens a session that only its token opens", async () => {
    const { id, email, password } = await verified();
    const result = await login({ email: email.toUpperCase(), password }, someContext(), "cookie");
    if (!result.ok) throw new Error("The log-in failed.");
    const { token } = result.value;
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(await findSessionUser(token, "cookie")).toMatchObject({ id, email });
    expect(JSON.stringify(await db().session.findMany({ where: { userId: id } }))).not.toContain(token);
    await endSession(token);
    expect(await findSessionUser(token, "cookie")).toBeUndefined();
    expect(await findSessionUser("made up", "cookie")).toBeUndefined();
  });

  it("answers a wrong password, an unknown address and an account without a hash alike, for one hash each", async () => {
    const { email, id } = await verified();
    const withoutHash = await verified();
    await db().user.update({ where: { id: withoutHash.id }, data: { passwordHash: "" } });
    hashes.mockClear();
    const attempts = [
      { email, password: "wrong" },
      { email: someRegistration().email, password: "wrong" },
      { email: "no address at all", password: "wrong" },
      { email, password: "x".repeat(5_000) },
      { email: withoutHash.email, password: "wrong" },
    ];
    for (const [index, attempt] of attempts.entries()) {
      const result = await login(attempt, someContext(), "cookie");
      expect(result).toEqual({ ok: false, failure: { code: "wrong_credentials" } });
      expect(hashes).toHaveBeenCalledTimes(index + 1);
    }
    expect(await db().session.count({ where: { userId: id } })).toBe(0);
  });

  it("makes up for what an older, cheaper hash did not cost", async () => {
    const { id, email } = await verified();
    const old = { passwordHash: await bcrypt.hash("whatever", 8), passwordPepper: 1 };
    await db().user.update({ where: { id }, data: old });
    await login({ email, password: "wrong" }, someContext(), "cookie");
    const costs = hashes.mock.calls.map(([job]) => Number((job as { hash: string }).hash.slice(4, 6)));
    const work = costs.reduce((sum, cost) => sum + 2 ** cost, 0);
    expect(work).toBe(2 ** 10);
  });

  it("tells that an address is unverified only to who knows the password", async () => {
    const input = someRegistration();
    await register(input, someContext());
    const wrong = await login({ email: input.email, password: "wrong" }, someContext(), "cookie");
    expect(wrong).toEqual({ ok: false, failure: { code: "wrong_credentials" } });
    const right = await login({ email: input.email, password: input.password }, someContext(), "cookie");
    expect(right).toEqual({ ok: false, failure: { code: "unverified", email: input.email } });
  });

  it("takes a plain bcrypt hash of another system, and makes it anew", async () => {
    const { id, email } = await verified();
    const foreign = await bcrypt.hash("from elsewhere", 4);
    await db().user.update({ where: { id }, data: { passwordHash: foreign, passwordPepper: null } });
    expect((await login({ email, password: "from elsewhere" }, someContext(), "cookie")).ok).toBe(true);
    const { passwordHash, passwordPepper } = await db().user.findUniqueOrThrow({ where: { id } });
    expect(passwordHash).toMatch(/^\$2b\$10\$/);
    expect(passwordPepper).toBe(1);
    expect((await login({ email, password: "from elsewhere" }, someContext(), "cookie")).ok).toBe(true);
  });

  it("stops guesses from one client, even with the right password, but not the owner elsewhere", async () => {
    const { email, password } = await verified();
    const guesser = someContext();
    for (let guess = 0; guess < 5; guess++)
      await login({ email, password: `guess ${guess}` }, guesser, "cookie");
    expect(await login({ email, password }, guesser, "cookie")).toMatchObject({
      failure: { code: "rate_limited" },
    });
    expect((await login({ email, password }, someContext(), "cookie")).ok).toBe(true);
  });

  it("refuses more hashes than it can make in a bearable time", async () => {
    const { email } = await verified();
    hashes.mockImplementationOnce(() => {
      throw new workers.PasswordQueueFullError();
    });
    expect(await login({ email, password: "any" }, someContext(), "cookie")).toMatchObject({
      failure: { code: "overloaded" },
    });
  });
});

describe("a session", () => {
  it.each([
    ["after ninety days", { expiresAt: new Date(Date.now() - 1) }],
    ["after thirty days unused", { lastSeenAt: new Date(Date.now() - 31 * 24 * 60 * 60 * 1000) }],
  ])("is over %s", async (_, data) => {
    const { id } = await verified();
    const { token } = await createSession(id, "cookie");
    expect(await findSessionUser(token, "cookie")).toMatchObject({ id });
    await db().session.updateMany({ where: { userId: id }, data });
    expect(await findSessionUser(token, "cookie")).toBeUndefined();
  });
});
