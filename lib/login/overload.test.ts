import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { HashQueue } from "@/lib/crypto/hash-queue";
import type { PasswordWorkers } from "@/lib/crypto/password-workers";
import { db } from "@/lib/database/client";
import { register } from "@/lib/registration/register";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { login } from "./login";

const QUEUE_LENGTH = 3;

const REQUESTS = 12;

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({
    PASSWORD_QUEUE_LENGTH: String(QUEUE_LENGTH),
    REGISTRATION_RATE_LIMIT: "1/1m",
  });
});
afterAll(() => services.close());

const OVERLOADED = { ok: false, failure: { code: "overloaded", retryAfterSeconds: expect.any(Number) } };

const queue = (globalThis as unknown as { passwordQueue: HashQueue }).passwordQueue;
const { workers } = queue as unknown as { workers: PasswordWorkers };

/**
 * Keeps the threads from finishing a hash until the returned function is called: how long a hash takes depends on the
 * machine. All hashes start at once, so that none waits for a thread, which has a time limit.
 */
function holdHashes(): () => void {
  let isHeld = true;
  const run = vi.spyOn(workers, "run").mockImplementation(async (job) => {
    await vi.waitUntil(() => !isHeld, { interval: 1, timeout: 60_000 });
    return { result: "cost" in job ? "$2b$04$".padEnd(60, "a") : false, ms: 1 };
  });
  return () => {
    run.mockRestore();
    isHeld = false;
  };
}

describe("a full password queue", () => {
  it("refuses excess registrations at once and stores nothing for them", async () => {
    const release = holdHashes();
    const refusals: unknown[] = [];
    const attempts = Array.from({ length: REQUESTS }, async () => {
      const result = await register(validRegistration(), newRequestContext());
      if (!result.ok) refusals.push(result);
      return result;
    });
    await vi.waitUntil(() => refusals.length === REQUESTS - QUEUE_LENGTH, { timeout: 30_000 });
    release();
    const results = await Promise.all(attempts);
    expect(results.filter(({ ok }) => ok)).toHaveLength(QUEUE_LENGTH);
    for (const refusal of refusals) expect(refusal).toEqual(OVERLOADED);
    expect(await db().user.count()).toBe(QUEUE_LENGTH);
  });

  it("doesn't count a refused registration against the rate limit", async () => {
    const release = holdHashes();
    const busy = Array.from({ length: QUEUE_LENGTH }, () =>
      register(validRegistration(), newRequestContext()),
    );
    await vi.waitUntil(() => queue.pending === QUEUE_LENGTH, { interval: 1, timeout: 30_000 });
    const [input, context] = [validRegistration(), newRequestContext()];
    expect(await register(input, context)).toEqual(OVERLOADED);
    release();
    await Promise.all(busy);
    expect((await register(input, context)).ok).toBe(true);
  });

  it("refuses excess logins too", async () => {
    const release = holdHashes();
    const codes: string[] = [];
    const attempts = Array.from({ length: REQUESTS }, async (_, index) => {
      const attempt = { email: `nobody${index}@example.com`, password: "whatever" };
      const result = await login(attempt, newRequestContext(), "cookie", testDevice);
      codes.push(result.ok ? "" : result.failure.code);
    });
    await vi.waitUntil(() => codes.length === REQUESTS - QUEUE_LENGTH, { timeout: 30_000 });
    expect(new Set(codes)).toEqual(new Set(["overloaded"]));
    release();
    await Promise.all(attempts);
    expect(codes.filter((code) => code === "wrong_credentials")).toHaveLength(QUEUE_LENGTH);
  });

  it("isn't filled by a password of 1 MB, which is rejected without hashing it", async () => {
    const hashes = vi.spyOn(queue, "run");
    const password = "x".repeat(2 ** 20);
    const result = await register(
      { ...validRegistration(), password, password2: password },
      newRequestContext(),
    );
    expect(result).toMatchObject({
      failure: { errors: { password: ["max_length:256"] } },
    });
    expect(hashes).not.toHaveBeenCalled();
    hashes.mockRestore();
  });
});
