import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { env } from "@/lib/config/env";
import { changePassword } from "@/lib/passwords/change-password";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { addAuthenticatorApp, totpCode } from "@/lib/testing/test-two-factor";
import { newRequestContext } from "@/lib/testing/test-users";
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
});
