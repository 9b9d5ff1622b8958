import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { changePassword } from "@/lib/passwords/change-password";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { readSecurityCheckup } from "./security-checkup";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const NEW_PASSWORD = "Zk3-unlikely-harbour";

describe("the security check-up", () => {
  it("counts the password's age from the registration until it is changed", async () => {
    const actor = await newActor();
    const before = await readSecurityCheckup(actor);
    expect(before.passwordSetAt).toEqual(before.memberSince);
    expect(before).toMatchObject({ devices: 1, sessions: 1, failedLogins: 0 });
    expect(before.previousLogin).toBeUndefined();
    const passwords = { current_password: actor.password, password: NEW_PASSWORD, password2: NEW_PASSWORD };
    expect((await changePassword(passwords, actor)).ok).toBe(true);
    const { passwordSetAt } = await readSecurityCheckup(actor);
    expect(passwordSetAt.getTime()).toBeGreaterThan(before.memberSince.getTime());
  });

  it("shows the login before the current one, and the failed attempts since", async () => {
    const actor = await newActor();
    const { email, password, userId } = actor;
    await db().session.deleteMany({ where: { userId, id: { not: actor.sessionId } } });
    const context = newRequestContext();
    const device = { ...testDevice, fingerprint_hash: "another-laptop", device_name: "Laptop" };
    await login({ email, password, device }, context, "bearer", testDevice);
    await login({ email, password: "wrong" }, newRequestContext(), "bearer", testDevice);
    await expect.poll(async () => (await readSecurityCheckup(actor)).failedLogins).toBe(1);
    expect(await readSecurityCheckup(actor)).toMatchObject({
      devices: 2,
      sessions: 2,
      previousLogin: { device: "Laptop", ipAddress: context.ipAddress },
    });
  });
});
