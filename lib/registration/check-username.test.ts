import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canonicalUsername } from "@/lib/schemas/username";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";
import { checkUsername } from "./check-username";
import { register } from "./register";
import { isReservedUsername } from "./reserved-usernames";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const newName = () => `pear_${randomUUID().slice(0, 8)}`;

async function check(username: string, context = newRequestContext()) {
  const result = await checkUsername({ username }, context);
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

describe("checkUsername", () => {
  it("calls a free username available", async () => {
    expect(await check(newName())).toEqual({ isAvailable: true, suggestions: [] });
  });

  it("suggests available names like one that is taken in another case", async () => {
    const username = newName();
    await register({ ...validRegistration(), username }, newRequestContext());
    const { isAvailable, problem, suggestions } = await check(username.toUpperCase());
    expect({ isAvailable, problem }).toEqual({ isAvailable: false, problem: "username_taken" });
    expect(suggestions).toHaveLength(3);
    for (const name of suggestions) {
      expect(canonicalUsername(name).startsWith(canonicalUsername(username))).toBe(true);
      expect(await check(name)).toEqual({ isAvailable: true, suggestions: [] });
    }
  });

  it("suggests nothing like a reserved username", async () => {
    expect(await check("Admin")).toEqual({
      isAvailable: false,
      problem: "username_reserved",
      suggestions: [],
    });
    expect(isReservedUsername("Admin")).toBe(true);
  });

  it("suggests names that fit where the taken one is as long as a username can be", async () => {
    const username = newName().padEnd(150, "x");
    await register({ ...validRegistration(), username }, newRequestContext());
    const { suggestions } = await check(username);
    expect(suggestions).toHaveLength(3);
    for (const name of suggestions) expect(name.length).toBeLessThanOrEqual(150);
  });

  it("refuses an invalid username before it counts against the limit", async () => {
    const context = newRequestContext();
    for (let attempt = 0; attempt < 30; attempt++) {
      const result = await checkUsername({ username: "two words" }, context);
      expect(result).toMatchObject({
        ok: false,
        failure: { code: "invalid", errors: { username: ["invalid_username"] } },
      });
    }
    expect((await check(newName(), context)).isAvailable).toBe(true);
  });

  it("shares its limit with the lookups of registrations", async () => {
    const context = newRequestContext();
    const results = [];
    for (let attempt = 0; attempt < 21; attempt++)
      results.push(await checkUsername({ username: newName() }, context));
    expect(results.slice(0, 20).every((result) => result.ok)).toBe(true);
    expect(results[20]).toMatchObject({ ok: false, failure: { code: "rate_limited" } });
  });
});
