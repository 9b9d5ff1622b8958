import bcrypt from "bcryptjs";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { listActivity } from "@/lib/account/list-activity";
import { type HashQueue, PasswordQueueFullError } from "@/lib/crypto/hash-queue";
import { db } from "@/lib/database/client";
import { register } from "@/lib/registration/register";
import { findSession, revokeSessionToken } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { login } from "./login";
import { createVerifiedUser } from "./login-fixtures";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ BCRYPT_COST: "10" });
});
afterAll(() => services.close());

// Counts the password hashes. Every call still reaches the worker threads.
const queue = (globalThis as unknown as { passwordQueue: HashQueue }).passwordQueue;
const run = queue.run.bind(queue);
const hashes = vi.fn(run);
queue.run = hashes;
beforeEach(() => {
  // Without the braces, Vitest would take the returned mock for a clean-up function and call it.
  hashes.mockClear();
});

const activityOf = async (email: string) => {
  const { id } = await db().user.findUniqueOrThrow({ where: { emailCanonical: email } });
  return (await listActivity({ userId: id })).activity.map(({ message }) => message);
};

const WRONG_CREDENTIALS = { ok: false, failure: { code: "wrong_credentials" } };

describe("login", () => {
  it("creates a session that can be found only by its token", async () => {
    const { id, email, password } = await createVerifiedUser();
    const credentials = { email: email.toUpperCase(), password };
    const result = await login(credentials, newRequestContext(), "cookie", testDevice);
    if (!result.ok) throw new Error("The login failed.");
    const { token } = result.value;
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(await findSession(token, "cookie")).toMatchObject({ user: { id, email } });
    expect(JSON.stringify(await db().session.findMany({ where: { userId: id } }))).not.toContain(token);
    await revokeSessionToken(token, { ipAddress: "somewhere" });
    expect(await findSession(token, "cookie")).toBeUndefined();
    expect(await findSession("made up", "cookie")).toBeUndefined();
  });

  it("answers a wrong password, an unknown email and a missing hash alike, with one hash each", async () => {
    const { email, id } = await createVerifiedUser();
    const withoutHash = await createVerifiedUser();
    await db().user.update({ where: { id: withoutHash.id }, data: { passwordHash: "" } });
    hashes.mockClear();
    const attempts = [
      { email, password: "wrong" },
      { email: validRegistration().email, password: "wrong" },
      { email: "no address at all", password: "wrong" },
      { email, password: "x".repeat(5_000) },
      { email: withoutHash.email, password: "wrong" },
    ];
    for (const [index, attempt] of attempts.entries()) {
      const result = await login(attempt, newRequestContext(), "cookie", testDevice);
      expect(result).toEqual(WRONG_CREDENTIALS);
      expect(hashes).toHaveBeenCalledTimes(index + 1);
    }
    expect(await db().session.count({ where: { userId: id } })).toBe(0);
  });

  it("compensates for the lower cost of an older hash", async () => {
    const { id, email } = await createVerifiedUser();
    const outdated = { passwordHash: await bcrypt.hash("whatever", 8), passwordPepper: 1 };
    await db().user.update({ where: { id }, data: outdated });
    hashes.mockClear();
    await login({ email, password: "wrong" }, newRequestContext(), "cookie", testDevice);
    const [job] = hashes.mock.calls[0] ?? [];
    const compared = job && "hash" in job ? [job.hash, ...(job.dummyHashes ?? [])] : [];
    const work = compared.reduce((sum, hash) => sum + 2 ** Number(hash.slice(4, 6)), 0);
    expect([hashes.mock.calls.length, work]).toEqual([1, 2 ** 10]);
  });

  it("reveals that an email address is unverified only with the correct password", async () => {
    const { email, password, ...input } = validRegistration();
    await register({ ...input, email, password }, newRequestContext());
    const wrong = await login({ email, password: "wrong" }, newRequestContext(), "cookie", testDevice);
    expect(wrong).toEqual(WRONG_CREDENTIALS);
    const right = await login({ email, password }, newRequestContext(), "cookie", testDevice);
    // The claim proves at the verification that the password is known.
    const unverified = { code: "unverified", email, claim: expect.any(String) };
    expect(right).toEqual({ ok: false, failure: unverified });
    expect(await activityOf(email)).toContain("Login blocked (email not verified)");
    expect(hashes).toHaveBeenCalledTimes(3);
  });

  it("reveals that an account is suspended only with the correct password", async () => {
    const { id, email, password } = await createVerifiedUser();
    const before = await login({ email, password }, newRequestContext(), "bearer", testDevice);
    await db().user.update({ where: { id }, data: { suspendedAt: new Date() } });
    expect(await findSession(before.ok ? before.value.token : "", "bearer")).toBeUndefined();
    hashes.mockClear();
    const wrong = await login({ email, password: "wrong" }, newRequestContext(), "bearer", testDevice);
    expect(wrong).toEqual(WRONG_CREDENTIALS);
    expect(hashes).toHaveBeenCalledTimes(1);
    const right = await login({ email, password }, newRequestContext(), "bearer", testDevice);
    expect(right).toEqual({ ok: false, failure: { code: "suspended" } });
    expect(await activityOf(email)).toContain("Login blocked (account suspended)");
  });

  it("says until when an account is suspended, only with the correct password", async () => {
    const { id, email, password } = await createVerifiedUser();
    const until = new Date(Date.now() + 60 * 60 * 1000);
    await db().user.update({ where: { id }, data: { suspendedAt: new Date(), suspendedUntil: until } });
    const wrong = await login({ email, password: "wrong" }, newRequestContext(), "bearer", testDevice);
    expect(wrong).toEqual(WRONG_CREDENTIALS);
    const right = await login({ email, password }, newRequestContext(), "bearer", testDevice);
    expect(right).toEqual({ ok: false, failure: { code: "suspended", until } });
  });

  it("accepts a plain bcrypt hash of another system and replaces it", async () => {
    const { id, email } = await createVerifiedUser();
    const passwordHash = await bcrypt.hash("from elsewhere", 4);
    await db().user.update({ where: { id }, data: { passwordHash, passwordPepper: null } });
    const attempt = () =>
      login({ email, password: "from elsewhere" }, newRequestContext(), "cookie", testDevice);
    expect((await attempt()).ok).toBe(true);
    const replaced = await db().user.findUniqueOrThrow({ where: { id } });
    expect(replaced.passwordHash).toMatch(/^\$2b\$10\$/);
    expect(replaced.passwordPepper).toBe(1);
    expect((await attempt()).ok).toBe(true);
  });

  it.each(["$2a$", "$2b$"])(
    "accepts a hash with the prefix %s, also in concurrent logins",
    async (prefix) => {
      const { id, email } = await createVerifiedUser();
      const passwordHash = (await bcrypt.hash("from elsewhere", 4)).replace(/^\$2.\$/, prefix);
      await db().user.update({ where: { id }, data: { passwordHash, passwordPepper: null } });
      const attempts = [1, 2, 3].map(() =>
        login({ email, password: "from elsewhere" }, newRequestContext(), "cookie", testDevice),
      );
      for (const { ok } of await Promise.all(attempts)) expect(ok).toBe(true);
    },
  );

  it("fails with `overloaded` while the password queue is full", async () => {
    const { email } = await createVerifiedUser();
    hashes.mockImplementationOnce(() => {
      throw new PasswordQueueFullError(1);
    });
    const result = await login({ email, password: "any" }, newRequestContext(), "cookie", testDevice);
    expect(result).toMatchObject({ failure: { code: "overloaded" } });
  });

  it("creates no session if the password was changed while it was being checked", async () => {
    const { id, email, password } = await createVerifiedUser();
    const passwordHash = await bcrypt.hash("something else", 10);
    hashes.mockImplementationOnce(async (...job) => {
      const answer = await run(...job);
      await db().user.update({ where: { id }, data: { passwordHash } });
      return answer;
    });
    const result = await login({ email, password }, newRequestContext(), "bearer", testDevice);
    expect(result).toMatchObject({ ok: false });
    expect(await db().session.count({ where: { userId: id } })).toBe(0);
  });

  it("records a failed login in the owner's audit log", async () => {
    const { id, email } = await createVerifiedUser();
    await login({ email, password: "wrong" }, newRequestContext(), "bearer", testDevice);
    await expect
      .poll(() => db().auditEvent.count({ where: { userId: id, event: "authn_login_fail" } }))
      .toBe(1);
  });
});

describe("a session", () => {
  it.each([
    ["after 90 days", { expiresAt: new Date(Date.now() - 1) }],
    ["after 30 days of inactivity", { lastSeenAt: new Date(Date.now() - 31 * 24 * 60 * 60 * 1000) }],
  ])("expires %s", async (_, data) => {
    const { id, email, password } = await createVerifiedUser();
    const result = await login({ email, password }, newRequestContext(), "cookie", testDevice);
    const token = result.ok ? result.value.token : "";
    expect(await findSession(token, "cookie")).toMatchObject({ user: { id } });
    await db().session.updateMany({ where: { userId: id }, data });
    expect(await findSession(token, "cookie")).toBeUndefined();
  });
});
