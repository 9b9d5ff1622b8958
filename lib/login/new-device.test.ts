import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as z from "zod/mini";
import { getSecurityAlert, reportUnrecognizedLogin } from "@/lib/account/report-unrecognized-login";
import { randomToken } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import type { deviceSchema } from "@/lib/schemas/device";
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

const OTHER_DEVICE = {
  ...testDevice,
  fingerprint_hash: "another0fingerprint",
  device_name: "Safari on iPhone",
};

async function securityAlerts(email: string) {
  while ((await deliverBatch()).claimed > 0);
  return (await services.mailsTo(email)).filter(({ subject }) => subject.startsWith("New login"));
}

describe("a login from a new device", () => {
  it("queues one security alert, whose link secures the account; a known device queues none", async () => {
    const deviceToken = randomToken();
    const { id, email, password } = await createVerifiedUser(deviceToken);
    await login({ email, password }, { ...newRequestContext(), deviceToken }, "cookie", testDevice);
    expect(await securityAlerts(email)).toHaveLength(0);
    const first = await login({ email, password }, newRequestContext(), "bearer", OTHER_DEVICE);
    const [alert, ...more] = await securityAlerts(email);
    expect(more).toEqual([]);
    expect(alert?.text).toContain("Safari on iPhone");
    expect(await db().device.count({ where: { userId: id } })).toBe(2);
    if (!first.ok) throw new Error("The login failed.");

    const token =
      new URL(/http\S+token=\S+/.exec(alert?.text ?? "")?.[0] ?? "").searchParams.get("token") ?? "";
    const sessions = await db().session.count({ where: { userId: id } });
    expect(await getSecurityAlert(token)).toMatchObject({
      ok: true,
      value: { device: "Safari on iPhone" },
    });
    expect(await db().session.count({ where: { userId: id } })).toBe(sessions);
    expect((await reportUnrecognizedLogin(token, newRequestContext())).ok).toBe(true);
    // The password must stop working too: an attacker who knows it could log in again, and change it before
    // the owner does.
    expect(await db().session.count({ where: { userId: id } })).toBe(0);
    expect(await db().device.count({ where: { userId: id } })).toBe(0);
    expect(await login({ email, password }, newRequestContext(), "bearer", OTHER_DEVICE)).toMatchObject({
      failure: { code: "wrong_credentials" },
    });
    expect(await reportUnrecognizedLogin(token, newRequestContext())).toEqual({
      ok: false,
      failure: { code: "used" },
    });
    expect(
      await db().outboxEmail.count({ where: { userId: id, kind: "reset_password", state: "queued" } }),
    ).toBe(1);
  });
});

describe("a login that only looks like a known device", () => {
  it("from another address, with the same fingerprint and headers, queues an alert each time", async () => {
    const deviceToken = randomToken();
    const { id, email, password } = await createVerifiedUser(deviceToken);
    const owner = { ...newRequestContext(), deviceToken };
    const first = await login({ email, password, remember_device: true }, owner, "cookie", testDevice);
    const [known] = await db().device.findMany({ where: { userId: id } });
    await db().device.updateMany({ where: { userId: id }, data: { name: "Owner's own name" } });
    const cookie = { password, email, device: testDevice };
    for (const kind of ["cookie", "bearer"] as const) {
      for (const shown of [undefined, randomToken(), "copied"]) {
        const stranger = { ...newRequestContext(), ...(shown && { deviceToken: shown }) };
        expect((await login(cookie, stranger, kind, testDevice)).ok).toBe(true);
      }
    }
    const alerts = await securityAlerts(email);
    expect(alerts).toHaveLength(6);
    for (const { text } of alerts) expect(text).not.toContain("Owner's own name");
    // None of them counts as the trusted device, and the owner's browser is still known.
    const trusted = await db().device.findMany({ where: { userId: id, isTrusted: true } });
    expect(trusted.map((device) => device.id)).toEqual([known?.id]);
    expect(await db().session.count({ where: { deviceId: known?.id ?? "" } })).toBe(1);
    const again = {
      ...newRequestContext(),
      ...(first.ok && first.value.deviceToken && { deviceToken: first.value.deviceToken }),
    };
    await login({ email, password }, again, "cookie", testDevice);
    expect(await securityAlerts(email)).toHaveLength(6);
  });

  it("adds no second device for programs without a device token", async () => {
    const { id, email, password } = await createVerifiedUser();
    await Promise.all(
      [1, 2, 3].map(() => login({ email, password }, newRequestContext(), "bearer", OTHER_DEVICE)),
    );
    expect(await db().device.count({ where: { userId: id } })).toBe(2);
    expect(await securityAlerts(email)).toHaveLength(3);
  });

  it("replaces devices that look the same and are out of use, so that they don't fill the list", async () => {
    const { id, email, password } = await createVerifiedUser(randomToken());
    const logInWithoutCookie = () => login({ email, password }, newRequestContext(), "cookie", testDevice);
    await logInWithoutCookie();
    expect(await db().device.count({ where: { userId: id } })).toBe(2);
    const lastSeenAt = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
    await db().device.updateMany({ where: { userId: id }, data: { lastSeenAt } });
    await db().session.deleteMany({ where: { userId: id } });
    await logInWithoutCookie();
    expect(await db().device.count({ where: { userId: id } })).toBe(1);
  });
});

describe("a program", () => {
  it("is known by the device token that it sends with each login", async () => {
    const { id, email, password } = await createVerifiedUser();
    const device_token = randomToken();
    const logIn = (fields: object) =>
      login({ email, password, ...fields }, newRequestContext(), "bearer", OTHER_DEVICE);
    await logIn({ device_token });
    expect(await securityAlerts(email)).toHaveLength(1);
    await logIn({ device_token });
    await logIn({ device_token, device: { ...OTHER_DEVICE, fingerprint_hash: "another0program" } });
    expect(await securityAlerts(email)).toHaveLength(1);
    await logIn({ device_token: randomToken() });
    expect(await securityAlerts(email)).toHaveLength(2);
    expect(await db().device.count({ where: { userId: id } })).toBe(3);
    expect(JSON.stringify(await db().device.findMany({ where: { userId: id } }))).not.toContain(device_token);
    for (const tooWeak of ["", "short", "x".repeat(42), "\0".repeat(43), "x".repeat(129), null]) {
      expect(await logIn({ device_token: tooWeak })).toMatchObject({
        failure: { errors: { device_token: expect.any(Array) } },
      });
    }
  });
});

describe("a device", () => {
  it("is recognized by its cookie, whatever else it sends; a stranger's device isn't", async () => {
    const { id, email, password } = await createVerifiedUser();
    let cookie: string | undefined;
    /** Logs in from a new client each time, with a browser that keeps its device cookie. */
    const logIn = async (device = testDevice as z.input<typeof deviceSchema>) => {
      const context = { ...newRequestContext(), ...(cookie && { deviceToken: cookie }) };
      const result = await login({ email, password }, context, "cookie", device);
      if (result.ok) cookie = result.value.deviceToken;
      return result;
    };
    await logIn();
    const stolen = cookie;
    const updated = { ...testDevice, fingerprint_hash: "after0an0update", browser: "Firefox 200" };
    await logIn(updated);
    expect(cookie).not.toBe(stolen);
    expect(await db().device.findMany({ where: { userId: id } })).toMatchObject([{ browser: "Firefox 200" }]);
    const twin = await login({ email, password }, newRequestContext(), "cookie", testDevice);
    expect(twin.ok && twin.value.deviceToken).not.toBe(cookie);
    expect(await db().device.count({ where: { userId: id } })).toBe(2);
    const guesses = Array.from({ length: 100 }, async () => {
      const client = newRequestContext();
      return consumeLoginAttempt(await identifyClient(email, client));
    });
    await Promise.all(guesses);
    for (const deviceToken of [randomToken(), stolen ?? ""]) {
      const stranger = { ...newRequestContext(), deviceToken };
      expect(await login({ email, password }, stranger, "cookie", testDevice)).toMatchObject({
        failure: { code: "confirmation_required" },
      });
    }
    expect((await logIn()).ok).toBe(true);
  });

  it("is trusted from a login with `remember_device` on", async () => {
    const { id, email, password } = await createVerifiedUser();
    const credentials = { email, password };
    await login({ ...credentials, remember_device: true }, newRequestContext(), "bearer", OTHER_DEVICE);
    await login(credentials, newRequestContext(), "bearer", OTHER_DEVICE);
    expect(await db().device.findMany({ where: { userId: id, isTrusted: true } })).toHaveLength(1);
  });
});
