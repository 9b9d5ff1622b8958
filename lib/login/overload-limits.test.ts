import bcrypt from "bcryptjs";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type HashQueue, PasswordQueueFullError } from "@/lib/crypto/hash-queue";
import { db } from "@/lib/database/client";
import { changePassword } from "@/lib/passwords/change-password";
import { register } from "@/lib/registration/register";
import { requireReauthentication } from "@/lib/sessions/reauthentication";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { login } from "./login";
import { createVerifiedUser } from "./login-fixtures";

/** As often as a client tries in a minute that waits for 5 seconds each time, as `Retry-After` says. */
const ATTEMPTS_PER_MINUTE = 12;
const OVERLOADED = { ok: false, failure: { code: "overloaded", retryAfterSeconds: 5 } };
const NEW = { password: "Zk3-unlikely-harbour", password2: "Zk3-unlikely-harbour" };

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({
    BCRYPT_COST: "10",
    REGISTRATION_RATE_LIMIT: "1/1m",
  });
});
afterAll(() => services.close());

// A client that comes back too soon is answered later, which would take up most of the test's time.
vi.mock("@/lib/crypto/impatient-clients", () => ({ holdIfImpatient: () => Promise.resolve() }));

const queue = (globalThis as unknown as { passwordQueue: HashQueue }).passwordQueue;
afterEach(() => {
  vi.restoreAllMocks();
});

/** Other requests fill the queue before the request looks at it, or just after that. */
const OVERLOADS: [string, () => void][] = [
  ["is full", () => vi.spyOn(queue, "secondsUntilRoom").mockReturnValue(5)],
  [
    "fills up after it was checked",
    () =>
      vi.spyOn(queue, "run").mockImplementation(() => {
        throw new PasswordQueueFullError(5);
      }),
  ],
];

/** Makes the attempt for a minute of overload, and expects that each one is refused because of it alone. */
async function expectOverloaded(overload: () => void, attempt: () => Promise<unknown>) {
  overload();
  for (let index = 0; index < ATTEMPTS_PER_MINUTE; index++) expect(await attempt()).toEqual(OVERLOADED);
  vi.restoreAllMocks();
}

describe.each(OVERLOADS)("while the password queue %s", (_, overload) => {
  it("an attempt to log in doesn't count", async () => {
    const { email, password } = await createVerifiedUser();
    const context = newRequestContext();
    const attempt = () => login({ email, password }, context, "cookie", testDevice);
    await expectOverloaded(overload, attempt);
    expect((await attempt()).ok).toBe(true);
  });

  it("neither does one from a known browser", async () => {
    const { email, password } = await createVerifiedUser("d".repeat(43));
    const context = { ...newRequestContext(), deviceToken: "d".repeat(43) };
    const attempt = () => login({ email, password }, context, "cookie", testDevice);
    await expectOverloaded(overload, attempt);
    expect((await attempt()).ok).toBe(true);
  });

  it("neither does an attempt to authenticate again or to change the password", async () => {
    const actor = await newActor();
    const stale = { ...actor, authenticatedAt: new Date(0) };
    await expectOverloaded(overload, () => requireReauthentication(actor.password, stale));
    await expectOverloaded(overload, () =>
      changePassword({ current_password: actor.password, ...NEW }, actor),
    );
    expect((await requireReauthentication(actor.password, stale)).ok).toBe(true);
    expect((await changePassword({ current_password: actor.password, ...NEW }, actor)).ok).toBe(true);
  });

  it("neither does a registration", async () => {
    const [input, context] = [validRegistration(), newRequestContext()];
    await expectOverloaded(overload, () => register(input, context));
    expect((await register(input, context)).ok).toBe(true);
  });
});

describe("an attempt to log in", () => {
  it("still counts if the password is wrong, among refused ones", async () => {
    const { email, password } = await createVerifiedUser();
    const context = newRequestContext();
    const attempt = (password: string) => login({ email, password }, context, "cookie", testDevice);
    for (let guess = 0; guess < 5; guess++) {
      expect(await attempt("wrong")).toMatchObject({ failure: { code: "wrong_credentials" } });
      vi.spyOn(queue, "run").mockImplementationOnce(() => {
        throw new PasswordQueueFullError(5);
      });
      if (guess < 4) expect(await attempt(password)).toEqual(OVERLOADED);
      vi.restoreAllMocks();
    }
    expect(await attempt(password)).toMatchObject({ failure: { code: "rate_limited" } });
  });

  it("doesn't count if its client goes before a thread is free", async () => {
    const { email, password } = await createVerifiedUser();
    const context = newRequestContext();
    for (let index = 0; index < ATTEMPTS_PER_MINUTE; index++) {
      const gone = { ...context, signal: AbortSignal.abort() };
      const result = await login({ email, password: "wrong" }, gone, "cookie", testDevice);
      expect(result).toMatchObject({ failure: { code: "overloaded" } });
    }
    expect((await login({ email, password }, context, "cookie", testDevice)).ok).toBe(true);
  });

  it("doesn't count if the database fails before the password is checked", async () => {
    const { email, password } = await createVerifiedUser();
    const context = newRequestContext();
    const attempt = () => login({ email, password }, context, "cookie", testDevice);
    const find = vi.spyOn(db().user, "findUnique").mockRejectedValue(new Error("The database is down."));
    for (let index = 0; index < ATTEMPTS_PER_MINUTE; index++) await expect(attempt()).rejects.toThrow(/down/);
    find.mockRestore();
    expect((await attempt()).ok).toBe(true);
  });

  it("with the correct password succeeds although there is no room to renew an outdated hash", async () => {
    const { id, email, password } = await createVerifiedUser();
    const passwordHash = await bcrypt.hash(password, 4);
    await db().user.update({ where: { id }, data: { passwordHash, passwordPepper: null } });
    const run = queue.run.bind(queue);
    vi.spyOn(queue, "run").mockImplementation((job, ...rest) => {
      if (!("hash" in job)) throw new PasswordQueueFullError(5);
      return run(job, ...rest);
    });
    expect((await login({ email, password }, newRequestContext(), "cookie", testDevice)).ok).toBe(true);
    expect((await db().user.findUniqueOrThrow({ where: { id } })).passwordHash).toBe(passwordHash);
  });
});
