import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { HashQueue } from "@/lib/crypto/hash-queue";
import { db } from "@/lib/database/client";
import { register } from "@/lib/registration/register";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { login } from "./login";

const QUEUE_LENGTH = 3;

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({
    PASSWORD_QUEUE_LENGTH: String(QUEUE_LENGTH),
    // Slow enough that all 12 requests arrive before the first hash is finished.
    BCRYPT_COST: "12",
    REGISTRATION_RATE_LIMIT: "1/1m",
  });
});
afterAll(() => services.close());

const OVERLOADED = { ok: false, failure: { code: "overloaded", retryAfterSeconds: expect.any(Number) } };

const queue = (globalThis as unknown as { passwordQueue: HashQueue }).passwordQueue;

describe("a full password queue", () => {
  it("refuses excess registrations at once and stores nothing for them", async () => {
    const results = await Promise.all(
      Array.from({ length: 12 }, () => register(validRegistration(), newRequestContext())),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(QUEUE_LENGTH);
    for (const result of results) if (!result.ok) expect(result).toEqual(OVERLOADED);
    expect(await db().user.count()).toBe(QUEUE_LENGTH);
  });

  it("doesn't count a refused registration against the rate limit", async () => {
    const busy = Array.from({ length: QUEUE_LENGTH }, () =>
      register(validRegistration(), newRequestContext()),
    );
    await vi.waitUntil(() => queue.pending === QUEUE_LENGTH, { interval: 1, timeout: 10_000 });
    const [input, context] = [validRegistration(), newRequestContext()];
    expect(await register(input, context)).toEqual(OVERLOADED);
    await Promise.all(busy);
    expect((await register(input, context)).ok).toBe(true);
  });

  it("refuses excess logins too", async () => {
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, index) => {
        const attempt = { email: `nobody${index}@example.com`, password: "whatever" };
        return login(attempt, newRequestContext(), "cookie", testDevice);
      }),
    );
    expect(results.filter((result) => !result.ok && result.failure.code === "overloaded")).toHaveLength(
      12 - QUEUE_LENGTH,
    );
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
