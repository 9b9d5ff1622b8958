import bcrypt from "bcryptjs";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type * as z from "zod/mini";
import { getSecurityAlert, reportUnrecognizedLogin } from "@/lib/account/report-unrecognized-login";
import * as workers from "@/lib/crypto/password-workers";
import { randomToken } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { register } from "@/lib/registration/register";
import type { deviceSchema } from "@/lib/schemas/device";
import { findSession, revokeSessionToken } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { someContext, someDevice, someRegistration } from "@/lib/testing/test-users";
import { login } from "./login";
import { consumeLoginAttempt } from "./login-rate-limits";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

// Only counts: every call goes through to the threads.
type Threads = { run: (job: object, most: number) => Promise<string | boolean> };
const threads = (globalThis as unknown as { passwordWorkers: Threads }).passwordWorkers;
const run = threads.run.bind(threads);
const hashes = vi.fn(run);
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
    const result = await login({ email: email.toUpperCase(), password }, someContext(), "cookie", someDevice);
    if (!result.ok) throw new Error("The log-in failed.");
    const { token } = result.value;
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(await findSession(token, "cookie")).toMatchObject({ user: { id, email } });
    expect(JSON.stringify(await db().session.findMany({ where: { userId: id } }))).not.toContain(token);
    await revokeSessionToken(token, "somewhere");
    expect(await findSession(token, "cookie")).toBeUndefined();
    expect(await findSession("made up", "cookie")).toBeUndefined();
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
      const result = await login(attempt, someContext(), "cookie", someDevice);
      expect(result).toEqual({ ok: false, failure: { code: "wrong_credentials" } });
      expect(hashes).toHaveBeenCalledTimes(index + 1);
    }
    expect(await db().session.count({ where: { userId: id } })).toBe(0);
  });

  it("makes up for what an older, cheaper hash did not cost", async () => {
    const { id, email } = await verified();
    const old = { passwordHash: await bcrypt.hash("whatever", 8), passwordPepper: 1 };
    await db().user.update({ where: { id }, data: old });
    await login({ email, password: "wrong" }, someContext(), "cookie", someDevice);
    const costs = hashes.mock.calls.map(([job]) => Number((job as { hash: string }).hash.slice(4, 6)));
    const work = costs.reduce((sum, cost) => sum + 2 ** cost, 0);
    expect(work).toBe(2 ** 10);
  });

  it("tells that an address is unverified only to who knows the password", async () => {
    const input = someRegistration();
    await register(input, someContext());
    const wrong = await login({ email: input.email, password: "wrong" }, someContext(), "cookie", someDevice);
    expect(wrong).toEqual({ ok: false, failure: { code: "wrong_credentials" } });
    const right = await login(
      { email: input.email, password: input.password },
      someContext(),
      "cookie",
      someDevice,
    );
    expect(right).toEqual({ ok: false, failure: { code: "unverified", email: input.email } });
    expect(hashes).toHaveBeenCalledTimes(3);
  });

  it("takes a plain bcrypt hash of another system, and makes it anew", async () => {
    const { id, email } = await verified();
    const foreign = await bcrypt.hash("from elsewhere", 4);
    await db().user.update({ where: { id }, data: { passwordHash: foreign, passwordPepper: null } });
    expect((await login({ email, password: "from elsewhere" }, someContext(), "cookie", someDevice)).ok).toBe(
      true,
    );
    const { passwordHash, passwordPepper } = await db().user.findUniqueOrThrow({ where: { id } });
    expect(passwordHash).toMatch(/^\$2b\$10\$/);
    expect(passwordPepper).toBe(1);
    expect((await login({ email, password: "from elsewhere" }, someContext(), "cookie", someDevice)).ok).toBe(
      true,
    );
  });

  it.each(["$2a$", "$2b$"])("takes a hash that begins with %s, also of two log-ins at once", async (kind) => {
    const { id, email } = await verified();
    const passwordHash = (await bcrypt.hash("from elsewhere", 4)).replace(/^\$2.\$/, kind);
    await db().user.update({ where: { id }, data: { passwordHash, passwordPepper: null } });
    const attempts = [1, 2, 3].map(() =>
      login({ email, password: "from elsewhere" }, someContext(), "cookie", someDevice),
    );
    for (const { ok } of await Promise.all(attempts)) expect(ok).toBe(true);
  });

  it("stops guesses from one client, even with the right password, but not the owner elsewhere", async () => {
    const { email, password } = await verified();
    const guesser = someContext();
    for (let guess = 0; guess < 5; guess++)
      await login({ email, password: `guess ${guess}` }, guesser, "cookie", someDevice);
    expect(await login({ email, password }, guesser, "cookie", someDevice)).toMatchObject({
      failure: { code: "rate_limited" },
    });
    expect((await login({ email, password }, someContext(), "cookie", someDevice)).ok).toBe(true);
  });

  it("refuses more hashes than it can make in a bearable time", async () => {
    const { email } = await verified();
    hashes.mockImplementationOnce(() => {
      throw new workers.PasswordQueueFullError();
    });
    expect(await login({ email, password: "any" }, someContext(), "cookie", someDevice)).toMatchObject({
      failure: { code: "overloaded" },
    });
  });
});

describe("a device", () => {
  const OTHER = { ...someDevice, fingerprint_hash: "another0fingerprint", device_name: "Safari on iPhone" };
  const notices = async (email: string) => {
    while ((await deliverBatch()).claimed > 0);
    return (await services.mailsTo(email)).filter(({ subject }) => subject.startsWith("New log-in"));
  };

  it("that was seen before is no news; a new one is told of, once, and its notice ends its session", async () => {
    const { id, email, password } = await verified();
    await login({ email, password }, someContext(), "cookie", someDevice);
    expect(await notices(email)).toHaveLength(0);
    const [first] = await Promise.all(
      [1, 2, 3].map(() => login({ email, password }, someContext(), "bearer", OTHER)),
    );
    const [notice, ...more] = await notices(email);
    expect(more).toEqual([]);
    expect(notice?.text).toContain("Safari on iPhone");
    expect(await db().device.count({ where: { userId: id } })).toBe(2);
    if (!first?.ok) throw new Error("The log-in failed.");

    const token =
      new URL(/http\S+token=\S+/.exec(notice?.text ?? "")?.[0] ?? "").searchParams.get("token") ?? "";
    const before = await db().session.count({ where: { userId: id } });
    expect(await getSecurityAlert(token)).toMatchObject({
      ok: true,
      value: { device: "Safari on iPhone" },
    });
    expect(await db().session.count({ where: { userId: id } })).toBe(before);
    expect((await reportUnrecognizedLogin(token, someContext())).ok).toBe(true);
    // Whoever knows the password could come again, and change it before its owner does.
    expect(await db().session.count({ where: { userId: id } })).toBe(0);
    expect(await db().device.count({ where: { userId: id } })).toBe(0);
    expect(await login({ email, password }, someContext(), "bearer", OTHER)).toMatchObject({
      failure: { code: "wrong_credentials" },
    });
    expect(await reportUnrecognizedLogin(token, someContext())).toEqual({
      ok: false,
      failure: { code: "used" },
    });
    expect(
      await db().outboxEmail.count({ where: { userId: id, kind: "reset_password", state: "queued" } }),
    ).toBe(1);
  });

  it("is known by what its browser keeps, whatever else it tells of itself; a stranger's is not", async () => {
    const { id, email, password } = await verified();
    let kept: string | undefined;
    /** Somewhere else each time, in a browser that keeps what it is given. */
    const enter = async (device = someDevice as z.input<typeof deviceSchema>) => {
      const context = { ...someContext(), ...(kept && { deviceToken: kept }) };
      const result = await login({ email, password }, context, "cookie", device);
      if (result.ok) kept = result.value.deviceToken;
      return result;
    };
    await enter();
    const copied = kept;
    const updated = { ...someDevice, fingerprint_hash: "after0an0update", browser: "Firefox 200" };
    await enter(updated);
    expect(kept).not.toBe(copied);
    expect(await db().device.findMany({ where: { userId: id } })).toMatchObject([{ browser: "Firefox 200" }]);
    const twin = await login({ email, password }, someContext(), "cookie", someDevice);
    expect(twin.ok && twin.value.deviceToken).toBeUndefined();
    const guesses = Array.from({ length: 100 }, () => consumeLoginAttempt(email, someContext()));
    await Promise.all(guesses);
    for (const deviceToken of [randomToken(), copied ?? ""]) {
      const stranger = { ...someContext(), deviceToken };
      expect(await login({ email, password }, stranger, "cookie", someDevice)).toMatchObject({
        failure: { code: "rate_limited" },
      });
    }
    expect((await enter()).ok).toBe(true);
  });

  it("opens nothing where the password was changed while it was being checked", async () => {
    const { id, email, password } = await verified();
    const passwordHash = await bcrypt.hash("something else", 10);
    hashes.mockImplementationOnce(async (job, most) => {
      const answer = await run(job, most);
      await db().user.update({ where: { id }, data: { passwordHash } });
      return answer;
    });
    expect(await login({ email, password }, someContext(), "bearer", someDevice)).toMatchObject({
      ok: false,
    });
    expect(await db().session.count({ where: { userId: id } })).toBe(0);
  });

  it("is trusted from a log-in on that asks for it", async () => {
    const { id, email, password } = await verified();
    await login({ email, password, remember_device: true }, someContext(), "bearer", OTHER);
    await login({ email, password }, someContext(), "bearer", OTHER);
    expect(await db().device.findMany({ where: { userId: id, isTrusted: true } })).toHaveLength(1);
  });
});

describe("guesses", () => {
  it("make who guesses wait longer and longer, and no owner elsewhere", async () => {
    const { email, password } = await verified();
    const context = someContext();
    const waits: number[] = [];
    for (let guess = 0; guess < 6; guess++) {
      const result = await login({ email, password: "wrong" }, context, "bearer", someDevice);
      if (!result.ok && result.failure.code === "rate_limited") waits.push(result.failure.retryAfterSeconds);
    }
    expect(waits).toHaveLength(1);
    expect((await login({ email, password }, someContext(), "bearer", someDevice)).ok).toBe(true);
  });

  it("from everywhere are at most a hundred, and do not shut out a client that has logged in before", async () => {
    const { email, password } = await verified();
    const home = someContext();
    expect((await login({ email, password }, home, "bearer", someDevice)).ok).toBe(true);
    for (let guess = 0; guess < 100; guess++) await consumeLoginAttempt(email, someContext());
    const stranger = await login({ email, password }, someContext(), "bearer", someDevice);
    expect(stranger).toMatchObject({ failure: { code: "rate_limited" } });
    expect((await login({ email, password }, home, "bearer", someDevice)).ok).toBe(true);
  });

  it("that failed are seen by the owner", async () => {
    const { id, email } = await verified();
    await login({ email, password: "wrong" }, someContext(), "bearer", someDevice);
    await expect
      .poll(() => db().auditEvent.count({ where: { userId: id, event: "authn_login_fail" } }))
      .toBe(1);
  });

  it("tell of a suspended account only to who knows the password", async () => {
    const { id, email, password } = await verified();
    const before = await login({ email, password }, someContext(), "bearer", someDevice);
    await db().user.update({ where: { id }, data: { suspendedAt: new Date() } });
    expect(await findSession(before.ok ? before.value.token : "", "bearer")).toBeUndefined();
    hashes.mockClear();
    expect(await login({ email, password: "wrong" }, someContext(), "bearer", someDevice)).toEqual({
      ok: false,
      failure: { code: "wrong_credentials" },
    });
    expect(hashes).toHaveBeenCalledTimes(1);
    expect(await login({ email, password }, someContext(), "bearer", someDevice)).toEqual({
      ok: false,
      failure: { code: "suspended" },
    });
  });
});

describe("a session", () => {
  it.each([
    ["after ninety days", { expiresAt: new Date(Date.now() - 1) }],
    ["after thirty days unused", { lastSeenAt: new Date(Date.now() - 31 * 24 * 60 * 60 * 1000) }],
  ])("is over %s", async (_, data) => {
    const { id, email, password } = await verified();
    const result = await login({ email, password }, someContext(), "cookie", someDevice);
    const token = result.ok ? result.value.token : "";
    expect(await findSession(token, "cookie")).toMatchObject({ user: { id } });
    await db().session.updateMany({ where: { userId: id }, data });
    expect(await findSession(token, "cookie")).toBeUndefined();
  });
});
