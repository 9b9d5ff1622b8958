import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";
import { register } from "./register";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

describe("register", () => {
  it("creates the user, profile and device and queues the verification email", async () => {
    const input = validRegistration();
    const result = await register({ ...input, phone_number: "+4915112345678" }, newRequestContext());
    expect(result).toMatchObject({
      ok: true,
      value: { username: input.username, email: input.email, role: "user", emailVerified: false },
    });
    const user = await db().user.findUniqueOrThrow({
      where: { emailCanonical: input.email },
      include: { profile: true, devices: true, outboxEmails: true },
    });
    expect(user).toMatchObject({ phoneNumber: "+4915112345678", passwordPepper: 1, profile: { bio: "" } });
    expect(user.passwordHash).toMatch(/^\$2b\$04\$.{53}$/);
    expect(user.devices).toMatchObject([
      { name: "My iPhone", type: "mobile", os: "iOS 17", isTrusted: false },
    ]);
    expect(user.outboxEmails).toMatchObject([
      { kind: "verify_email", state: "queued", recipient: input.email },
    ]);
  });

  it("gives a username to 1 of 20 concurrent requests, regardless of case", async () => {
    const input = validRegistration();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const username = index % 2 ? input.username.toUpperCase() : input.username;
        return register({ ...validRegistration(), username }, newRequestContext());
      }),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) {
      if (result.ok) continue;
      expect(result.failure).toEqual({ code: "invalid", errors: { username: ["username_taken"] } });
    }
    expect(await db().user.count({ where: { usernameCanonical: input.username } })).toBe(1);
  });

  it.each([
    ["in another case", (email: string) => email.toUpperCase()],
    ["with surrounding spaces", (email: string) => `  ${email} `],
  ])("rejects a registered email address %s", async (_, variant) => {
    const input = validRegistration();
    await register(input, newRequestContext());
    const second = await register(
      { ...validRegistration(), email: variant(input.email) },
      newRequestContext(),
    );
    expect(second).toEqual({
      ok: false,
      failure: { code: "invalid", errors: { email: ["email_taken"] } },
    });
  });

  it("rejects a registered domain in Punycode and a taken username in another Unicode form", async () => {
    const { username, ...input } = validRegistration();
    await register(
      { ...input, username: `${username}é`, email: `${username}@bücher.example` },
      newRequestContext(),
    );
    const second = await register(
      {
        ...input,
        username: `${username}e\u0301`.normalize("NFC"),
        email: `${username}@XN--bcher-kva.example`,
      },
      newRequestContext(),
    );
    expect(second).toMatchObject({
      failure: { errors: { username: ["username_taken"], email: ["email_taken"] } },
    });
  });

  it("returns validation errors and taken fields together", async () => {
    const input = validRegistration();
    await register(input, newRequestContext());
    const result = await register({ ...input, password: "123", device: undefined }, newRequestContext());
    expect(result).toMatchObject({
      failure: {
        errors: {
          username: ["username_taken"],
          email: ["email_taken"],
          device: ["required"],
          password2: ["password_mismatch"],
        },
      },
    });
  });

  it("rejects a request for the role admin", async () => {
    const result = await register({ ...validRegistration(), role: "admin" }, newRequestContext());
    expect(result).toMatchObject({ failure: { errors: { role: ["invalid_choice:admin"] } } });
  });

  it("allows 2 registrations per client and minute and tells the others when to retry", async () => {
    const context = newRequestContext();
    const results = await Promise.all(
      Array.from({ length: 8 }, () => register(validRegistration(), context)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(2);
    const failures = results.flatMap((result) => (result.ok ? [] : [result.failure]));
    expect(failures).toHaveLength(6);
    for (const failure of failures) {
      expect(failure.code).toBe("rate_limited");
      if (failure.code !== "rate_limited") continue;
      expect(failure.retryAfterSeconds).toBeGreaterThan(50);
      expect(failure.retryAfterSeconds).toBeLessThanOrEqual(60);
    }
  });

  it("works without Redis and the job engine", async () => {
    await services.redis.close();
    const input = validRegistration();
    const result = await register(input, newRequestContext());
    expect(result.ok).toBe(true);
    expect(await db().outboxEmail.count({ where: { recipient: input.email, state: "queued" } })).toBe(1);
  });
});
