import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { isPasswordQueueFull } from "@/lib/crypto/password";
import { db } from "@/lib/database/client";
import { register } from "@/lib/registration/register";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { someContext, someDevice, someRegistration } from "@/lib/testing/test-users";
import { login } from "./login";

const ROOM = 4;

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({
    PASSWORD_QUEUE_LENGTH: String(ROOM),
    // Long enough for all twelve to have come before the first is done.
    BCRYPT_COST: "12",
    REGISTRATION_RATE_LIMIT: "1/1m",
  });
});
afterAll(() => services.close());

const OVERLOADED = { ok: false, failure: { code: "overloaded", retryAfterSeconds: 5 } };

describe("more hashes than can be made", () => {
  it("are refused at once, with nothing stored", async () => {
    const results = await Promise.all(
      Array.from({ length: 12 }, () => register(someRegistration(), someContext())),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(ROOM);
    for (const result of results) if (!result.ok) expect(result).toEqual(OVERLOADED);
    expect(await db().user.count()).toBe(ROOM);
  });

  it("use up no limit of who comes meanwhile", async () => {
    const busy = Array.from({ length: ROOM }, () => register(someRegistration(), someContext()));
    await vi.waitUntil(isPasswordQueueFull, { interval: 1, timeout: 10_000 });
    const [input, context] = [someRegistration(), someContext()];
    expect(await register(input, context)).toEqual(OVERLOADED);
    await Promise.all(busy);
    expect((await register(input, context)).ok).toBe(true);
  });

  it("are refused at log-in too", async () => {
    const attempt = { email: "nobody@example.com", password: "whatever" };
    const results = await Promise.all(
      Array.from({ length: 12 }, () => login(attempt, someContext(), "cookie", someDevice)),
    );
    expect(results.filter((result) => !result.ok && result.failure.code === "overloaded")).toHaveLength(
      12 - ROOM,
    );
  });

  it("are not asked for by a password of a megabyte", async () => {
    type Threads = { run: (job: object, most: number) => Promise<string | boolean> };
    const threads = (globalThis as unknown as { passwordWorkers: Threads }).passwordWorkers;
    const hashes = vi.spyOn(threads, "run");
    const password = "x".repeat(2 ** 20);
    const result = await register({ ...someRegistration(), password, password2: password }, someContext());
    expect(result).toMatchObject({
      failure: { errors: { password: ["Ensure this field has no more than 256 characters."] } },
    });
    expect(hashes).not.toHaveBeenCalled();
    hashes.mockRestore();
  });
});
