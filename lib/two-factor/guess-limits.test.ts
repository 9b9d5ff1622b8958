import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { env } from "@/lib/config/env";
import { randomToken } from "@/lib/crypto/secrets";
import { findDeviceByCookie } from "@/lib/devices/recognize-device";
import { login } from "@/lib/login/login";
import { changePassword } from "@/lib/passwords/change-password";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { addAuthenticatorApp, totpCode } from "@/lib/testing/test-two-factor";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { limitGuesses, verifyCode } from "./verify-code";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const GUESSES = 100;
const NEW_PASSWORD = { password: "Zk3-unlikely-harbour", password2: "Zk3-unlikely-harbour" };
const LIMITED = {
  ok: false,
  failure: { code: "rate_limited", limit: "app_codes", retryAfterSeconds: expect.any(Number) },
};

async function newProtectedActor() {
  const actor = await newActor();
  const app = await addAuthenticatorApp(actor);
  const session = await findSession(app.session.token, "bearer");
  if (!session) throw new Error("The session has ended.");
  return { ...actor, ...session, key: app.key, recoveryCodes: app.recoveryCodes };
}

type Owner = Awaited<ReturnType<typeof newProtectedActor>>;

const newClient = () => ({ client: newRequestContext().ipAddress });

/** Guesses as often as all clients together may. */
async function guessOften({ userId }: Owner) {
  for (let guess = 0; guess < GUESSES; guess++) await limitGuesses(userId, newClient());
}

describe("wrong codes from all clients together", () => {
  it("are at most 100 in 30 days, as NIST SP 800-63B-4 demands", async () => {
    const { count, windowSeconds } = env().SECOND_FACTOR_GLOBAL_RATE_LIMIT;
    expect({ count, windowSeconds }).toEqual({ count: GUESSES, windowSeconds: 30 * 24 * 60 * 60 });
    const owner = await newProtectedActor();
    await guessOften(owner);
    expect(await verifyCode(owner, totpCode(owner.key), newClient())).toEqual(LIMITED);
  });

  it("keep no client out that has used a second factor before, and no recovery code", async () => {
    const owner = await newProtectedActor();
    const home = newClient();
    const [first = "", second = ""] = owner.recoveryCodes;
    const known = await verifyCode(owner, first, home);
    if (known.ok) await known.value.resetLimits();
    await guessOften(owner);
    expect(await verifyCode(owner, totpCode(owner.key), newClient())).toEqual(LIMITED);
    expect(await verifyCode(owner, second, newClient())).toMatchObject({ ok: true });
    expect(await verifyCode(owner, totpCode(owner.key), home)).toMatchObject({ ok: true });
  });

  it("aren't forgotten after a right code, but after a change of the password", async () => {
    const owner = await newProtectedActor();
    const [recoveryCode = ""] = owner.recoveryCodes;
    await guessOften(owner);
    const verified = await verifyCode(owner, recoveryCode, newClient());
    if (verified.ok) await verified.value.resetLimits();
    expect(await verifyCode(owner, totpCode(owner.key), newClient())).toEqual(LIMITED);
    const changed = await changePassword({ current_password: owner.password, ...NEW_PASSWORD }, owner);
    expect(changed).toMatchObject({ ok: true });
    expect(await verifyCode(owner, totpCode(owner.key), newClient())).toMatchObject({ ok: true });
  });

  it("count for a device that the account knew before there was a second factor, and for its session", async () => {
    const actor = await newActor();
    const [own, other] = [await loginFrom(actor), await loginFrom(actor)];
    for (const { deviceToken } of [own, other])
      expect(await findDeviceByCookie(actor.email, deviceToken)).toBeDefined();
    const { key } = await addAuthenticatorApp(own.session);
    const device = (await findDeviceByCookie(actor.email, own.deviceToken)) ?? "";
    expect(device).not.toBe("");
    expect(await findDeviceByCookie(actor.email, other.deviceToken)).toBeUndefined();
    for (let guess = 0; guess < GUESSES; guess++) await limitGuesses(actor.userId, newClient());
    expect(await verifyCode({ ...other.session, aal: 1 }, totpCode(key), { sessions: "all" })).toEqual(
      LIMITED,
    );
    expect(await verifyCode(actor, totpCode(key), { device })).toMatchObject({ ok: true });
  });
});

/** Logs a user in from a new device. */
async function loginFrom({ email, password, ...actor }: Awaited<ReturnType<typeof newActor>>) {
  const deviceToken = randomToken();
  const { device } = validRegistration();
  const input = { email, password, device, device_token: deviceToken };
  const result = await login(input, newRequestContext(), "bearer", testDevice);
  const session = result.ok ? await findSession(result.value.token, "bearer") : undefined;
  if (!session) throw new Error("The login failed.");
  return { deviceToken, session: { ...actor, ...session } };
}
