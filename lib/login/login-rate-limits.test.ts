import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomToken } from "@/lib/crypto/secrets";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { identifyClient } from "./admit-login";
import { login } from "./login";
import { createVerifiedUser } from "./login-fixtures";
import { consumeLoginAttempt } from "./login-rate-limits";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

describe("login rate limits", () => {
  it("refuse the correct password after 5 guesses from the same client, but not from another", async () => {
    const { email, password } = await createVerifiedUser();
    const attacker = newRequestContext();
    for (let guess = 0; guess < 5; guess++)
      await login({ email, password: `guess ${guess}` }, attacker, "cookie", testDevice);
    expect(await login({ email, password }, attacker, "cookie", testDevice)).toMatchObject({
      failure: { code: "rate_limited" },
    });
    expect((await login({ email, password }, newRequestContext(), "cookie", testDevice)).ok).toBe(true);
  });

  it("make a client wait after its 5th guess, but not the owner on another client", async () => {
    const { email, password } = await createVerifiedUser();
    const attacker = newRequestContext();
    const waits: number[] = [];
    for (let guess = 0; guess < 6; guess++) {
      const result = await login({ email, password: "wrong" }, attacker, "bearer", testDevice);
      if (!result.ok && result.failure.code === "rate_limited") waits.push(result.failure.retryAfterSeconds);
    }
    expect(waits).toHaveLength(1);
    expect((await login({ email, password }, newRequestContext(), "bearer", testDevice)).ok).toBe(true);
  });

  it("count no successful login against the limit of its client, and don't forget the failed ones", async () => {
    const client = newRequestContext();
    const limit = 30;
    const fail = () =>
      login({ email: `${randomToken()}@example.com`, password: "wrong" }, client, "bearer", testDevice);
    for (let count = 0; count < limit - 2; count++) await fail();
    const people = await Promise.all(Array.from({ length: 4 }, () => createVerifiedUser()));
    for (const { email, password } of people) {
      expect((await login({ email, password }, client, "bearer", testDevice)).ok).toBe(true);
    }
    expect(await fail()).toMatchObject({ failure: { code: "wrong_credentials" } });
    expect(await fail()).toMatchObject({ failure: { code: "wrong_credentials" } });
    expect(await fail()).toMatchObject({ failure: { code: "rate_limited" } });
  });

  it("allow 100 guesses from all clients together, but exempt a client that has logged in", async () => {
    const { email, password } = await createVerifiedUser();
    const known = newRequestContext();
    expect((await login({ email, password }, known, "bearer", testDevice)).ok).toBe(true);
    for (let guess = 0; guess < 100; guess++) {
      const client = newRequestContext();
      await consumeLoginAttempt(await identifyClient(email, client));
    }
    const stranger = await login({ email, password }, newRequestContext(), "bearer", testDevice);
    expect(stranger).toMatchObject({ failure: { code: "confirmation_required" } });
    expect((await login({ email, password }, known, "bearer", testDevice)).ok).toBe(true);
  });
});

describe("a client", () => {
  it("is known by the account's device token, familiar by its address, and otherwise a stranger", async () => {
    const { email, password } = await createVerifiedUser();
    const other = await createVerifiedUser();
    const deviceToken = randomToken();
    const home = newRequestContext();
    const input = { email, password, device_token: deviceToken };
    expect((await login(input, home, "bearer", testDevice)).ok).toBe(true);
    const standing = async (account: string, client: Parameters<typeof identifyClient>[1]) =>
      (await identifyClient(account, client)).standing;
    const away = newRequestContext();
    expect(await standing(email, { ...away, deviceToken })).toBe("known");
    expect(await standing(email, home)).toBe("familiar");
    expect(await standing(email, away)).toBe("stranger");
    expect(await standing(email, { ...away, deviceToken: randomToken() })).toBe("stranger");
    expect(await standing(other.email, { ...home, deviceToken })).toBe("stranger");
  });
});
