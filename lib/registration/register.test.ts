import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { someContext, someRegistration } from "@/lib/testing/test-users";
import { register } from "./register";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

describe("register", () => {
  it("writes user, profile, device and the waiting mail", async () => {
    const input = someRegistration();
    const result = await register({ ...input, phone_number: "+4915112345678" }, someContext());
    expect(result).toMatchObject({
      ok: true,
      value: { username: input.username, email: input.email, role: "user", emailVerified: false },
    });
    const user = await db().user.findUniqueOrThrow({
      where: { emailCanonical: input.email },
      include: { profile: true, devices: true, outboxEmails: true },
    });
    expect(user).toMatchObject({ phoneNumber: "+4915112345678", passwordPepper: 1, profile: { bio: "" } });
    expect(user.passwordHash).toMatch(/^\$2b\$10\$.{53}$/);
    expect(user.devices).toMatchObject([
      { name: "My iPhone", type: "mobile", os: "iOS 17", isTrusted: false },
    ]);
    expect(user.outboxEmails).toMatchObject([
      { kind: "verify_email", state: "queued", recipient: input.email },
    ]);
  });

  it("gives a name to one of twenty who want it at once, whatever its case, and the others a field error", async () => {
    const input = someRegistration();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const username = index % 2 ? input.username.toUpperCase() : input.username;
        return register({ ...someRegistration(), username }, someContext());
      }),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) {
      if (result.ok) continue;
      expect(result.failure).toEqual({ code: "invalid", errors: { username: ["Username already taken."] } });
    }
    expect(await db().user.count({ where: { usernameCanonical: input.username } })).toBe(1);
  });

  it.each([
    ["another case", (email: string) => email.toUpperCase()],
    ["spaces around", (email: string) => `  ${email} `],
  ])("knows an address again in %s", async (_, variant) => {
    const input = someRegistration();
    await register(input, someContext());
    const again = await register({ ...someRegistration(), email: variant(input.email) }, someContext());
    expect(again).toEqual({
      ok: false,
      failure: { code: "invalid", errors: { email: ["Email already registered."] } },
    });
  });

  it("knows a domain again in punycode, and a name in another form of the same letters", async () => {
    const { username, ...input } = someRegistration();
    await register(
      { ...input, username: `${username}é`, email: `${username}@bücher.example` },
      someContext(),
    );
    const again = await register(
      {
        ...input,
        username: `${username}e\u0301`.normalize("NFC"),
        email: `${username}@XN--bcher-kva.example`,
      },
      someContext(),
    );
    expect(again).toMatchObject({
      failure: { errors: { username: ["Username already taken."], email: ["Email already registered."] } },
    });
  });

  it("says together what is wrong and what is taken", async () => {
    const input = someRegistration();
    await register(input, someContext());
    const result = await register({ ...input, password: "123", device: undefined }, someContext());
    expect(result).toMatchObject({
      failure: {
        errors: {
          username: ["Username already taken."],
          email: ["Email already registered."],
          device: ["This field is required."],
          password2: ["Password fields didn't match."],
        },
      },
    });
  });

  it("makes nobody an admin who asks for it", async () => {
    const result = await register({ ...someRegistration(), role: "admin" }, someContext());
    expect(result).toMatchObject({ failure: { errors: { role: ['"admin" is not a valid choice.'] } } });
  });

  it("lets two through in a minute, and tells the others when to come back", async () => {
    const context = someContext();
    const results = await Promise.all(Array.from({ length: 8 }, () => register(someRegistration(), context)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(2);
    const refused = results.flatMap((result) => (result.ok ? [] : [result.failure]));
    expect(refused).toHaveLength(6);
    for (const failure of refused) {
      expect(failure.code).toBe("rate_limited");
      if (failure.code !== "rate_limited") continue;
      expect(failure.retryAfterSeconds).toBeGreaterThan(50);
      expect(failure.retryAfterSeconds).toBeLessThanOrEqual(60);
    }
  });

  it("needs neither Redis nor the job engine", async () => {
    await services.redis.close();
    const input = someRegistration();
    const result = await register(input, someContext());
    expect(result.ok).toBe(true);
    expect(await db().outboxEmail.count({ where: { recipient: input.email, state: "queued" } })).toBe(1);
  });
});
