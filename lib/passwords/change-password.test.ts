import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { changeDevice } from "@/lib/devices/manage-devices";
import { login } from "@/lib/login/login";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { SessionExpiredError } from "@/lib/result";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { addAuthenticatorApp } from "@/lib/testing/test-two-factor";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { changePassword } from "./change-password";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MAIL_RATE_LIMIT: "9/1m" });
});
afterAll(() => services.close());

const NEW = { password: "Zk3-unlikely-harbour", password2: "Zk3-unlikely-harbour" };

const logInAgain = ({ email, password }: { email: string; password: string }) =>
  login({ email, password }, newRequestContext(), "bearer", testDevice);

describe("password change", () => {
  it("requires the current password, revokes the other sessions and sends a security alert", async () => {
    const actor = await newActor();
    const otherLogin = await logInAgain(actor);
    expect(await changePassword({ current_password: "wrong", ...NEW }, actor)).toMatchObject({
      failure: { errors: { current_password: ["incorrect_password"] } },
    });
    const changed = await changePassword({ current_password: actor.password, ...NEW }, actor);
    expect(await findSession(otherLogin.ok ? otherLogin.value.token : "", "bearer")).toBeUndefined();
    expect(await findSession(actor.token, "bearer")).toBeUndefined();
    expect(await findSession(changed.ok ? changed.value.token : "", "bearer")).toBeDefined();
    expect((await logInAgain(actor)).ok).toBe(false);
    expect((await logInAgain({ ...actor, password: NEW.password })).ok).toBe(true);
    while ((await deliverBatch()).claimed > 0);
    const subjects = (await services.mailsTo(actor.email)).map(({ subject }) => subject);
    expect(subjects).toContain("Your password was changed");
  });

  it("is no new authentication if there is a second factor", async () => {
    const actor = await newActor();
    const { session } = await addAuthenticatorApp(actor);
    const authenticatedAt = new Date(Date.now() - 5 * 60 * 1000);
    await db().session.update({ where: { id: session.id }, data: { authenticatedAt } });
    const current = await findSession(session.token, "bearer");
    if (!current) throw new Error("The session has ended.");
    const changed = await changePassword(
      { current_password: actor.password, ...NEW },
      { ...actor, ...current },
    );
    if (!changed.ok) throw new Error(changed.failure.code);
    expect(await findSession(changed.value.token, "bearer")).toMatchObject({ authenticatedAt, aal: 2 });
  });

  it("ends the trust in all devices, the one it is made on included", async () => {
    const actor = await newActor();
    const { userId } = actor;
    const other = { ...testDevice, fingerprint_hash: "another0fingerprint" };
    const trusting = { email: actor.email, password: actor.password, remember_device: true };
    await login(trusting, newRequestContext(), "bearer", other);
    expect((await changeDevice(actor.deviceId ?? "", { is_trusted: true }, actor)).ok).toBe(true);
    expect(await db().device.count({ where: { userId, isTrusted: true } })).toBe(2);
    await changePassword({ current_password: actor.password, ...NEW }, actor);
    expect(await db().device.count({ where: { userId, isTrusted: true } })).toBe(0);
    expect(await db().device.count({ where: { userId } })).toBe(2);
    await expect(changeDevice(actor.deviceId ?? "", { is_trusted: true }, actor)).rejects.toThrow(
      SessionExpiredError,
    );
  });

  it("succeeds once out of four concurrent requests", async () => {
    const actor = await newActor();
    const changes = Array.from({ length: 4 }, (_, index) => `Zk3-unlikely-harbour-${index}`);
    const results = await Promise.all(
      changes.map((password) =>
        changePassword({ current_password: actor.password, password, password2: password }, actor),
      ),
    );
    const [winner, ...others] = changes.filter((_, index) => results[index]?.ok);
    expect(others).toEqual([]);
    expect((await logInAgain({ ...actor, password: winner ?? "" })).ok).toBe(true);
    const where = { userId: actor.userId, kind: "password_changed" } as const;
    expect(await db().outboxEmail.count({ where })).toBe(1);
  });
});
