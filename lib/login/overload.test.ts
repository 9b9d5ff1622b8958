import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { isPasswordQueueFull } from "@/lib/crypto/password";
import { db } from "@/lib/database/client";
import { register } from "@/lib/registration/register";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { login } from "./login";

const QUEUE_LENGTH = 4;

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

const OVERLOADED = { ok: false, failure: { code: "overloaded", retryAfterSeconds: 5 } };

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
    await vi.waitUntil(isPasswordQueueFull, { interval: 1, timeout: 10_000 });
    const [input, context] = [validRegistration(), newRequestContext()];
    expect(await register(input, context)).toEqual(OVERLOADED);
    await Promise.all(busy);
    expect((await register(input, context)).ok).toBe(true);
  });

  it("refuses excess logins too", async () => {
    const attempt = { email: "nobody@example.com", password: "whatever" };
    const results = await Promise.all(
      Array.from({ length: 12 }, () => login(attempt, newRequestContext(), "cookie", testDevice)),
    );
    expect(results.filter((result) => !result.ok && result.failure.code === "overloaded")).toHaveLength(
      12 - QUEUE_LENGTH,
    );
  });

  it("isn't filled by a password of 1 MB, which is rejected without hashing it", async () => {
    type Threads = { run: (job: object, most: number) => Promise<string | boolean> };
    const threads = (globalThis as unknown as { passwordWorkers: Threads }).passwordWorkers;
    const hashes = vi.spyOn(threads, "run");
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
