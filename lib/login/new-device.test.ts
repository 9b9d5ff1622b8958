import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as z from "zod/mini";
import { getSecurityAlert, reportUnrecognizedLogin } from "@/lib/account/report-unrecognized-login";
import { randomToken } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import type { deviceSchema } from "@/lib/schemas/device";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
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
    const { id, email, password } = await createVerifiedUser();
    await login({ email, password }, newRequestContext(), "cookie", testDevice);
    expect(await securityAlerts(email)).toHaveLength(0);
    const [first] = await Promise.all(
      [1, 2, 3].map(() => login({ email, password }, newRequestContext(), "bearer", OTHER_DEVICE)),
    );
    const [alert, ...more] = await securityAlerts(email);
    expect(more).toEqual([]);
    expect(alert?.text).toContain("Safari on iPhone");
    expect(await db().device.count({ where: { userId: id } })).toBe(2);
    if (!first?.ok) throw new Error("The login failed.");

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
    expect(twin.ok && twin.value.deviceToken).toBeUndefined();
    const guesses = Array.from({ length: 100 }, () => consumeLoginAttempt(email, newRequestContext()));
    await Promise.all(guesses);
    for (const deviceToken of [randomToken(), stolen ?? ""]) {
      const stranger = { ...newRequestContext(), deviceToken };
      expect(await login({ email, password }, stranger, "cookie", testDevice)).toMatchObject({
        failure: { code: "rate_limited" },
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
