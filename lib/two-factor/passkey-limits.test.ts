import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { login } from "@/lib/login/login";
import { passkeyLoginOptions } from "@/lib/login/passkey-login";
import { verificationOptions } from "@/lib/login/verify-login";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { addAuthenticatorApp } from "@/lib/testing/test-two-factor";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { passkeyRegistrationOptions } from "./add-passkey";
import { confirmationOptions } from "./confirm-identity";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ PASSKEY_CLIENT_RATE_LIMIT: "3/5m", PASSKEY_USER_RATE_LIMIT: "3/5m" });
});
afterAll(() => services.close());

const LIMITED = { ok: false, failure: { code: "rate_limited", retryAfterSeconds: expect.any(Number) } };

describe("challenges for passkeys", () => {
  it("are limited per user in sessions, for creating and for confirming together", async () => {
    const [actor, other] = [await newActor(), await newActor()];
    for (const begin of [confirmationOptions, passkeyRegistrationOptions, confirmationOptions]) {
      expect(await begin(actor)).toMatchObject({ ok: true });
    }
    expect(await confirmationOptions(actor)).toEqual(LIMITED);
    expect(await passkeyRegistrationOptions(actor)).toEqual(LIMITED);
    expect(await confirmationOptions(other)).toMatchObject({ ok: true });
  });

  it("are limited per client for pending logins, so that nobody uses up the owner's", async () => {
    const actor = await newActor();
    await addAuthenticatorApp(actor);
    const { email, password } = actor;
    const [stranger, owner] = [newRequestContext(), newRequestContext()];
    const pending = await login({ email, password }, stranger, "bearer", testDevice);
    if (pending.ok || pending.failure.code !== "mfa_required") throw new Error("There is no pending login.");
    const { mfaToken } = pending.failure;
    for (let count = 0; count < 2; count++) {
      expect(await verificationOptions(mfaToken, "bearer", stranger)).toMatchObject({ ok: true });
    }
    expect(await passkeyLoginOptions("secret", stranger)).toMatchObject({ ok: true });
    expect(await verificationOptions(mfaToken, "bearer", stranger)).toEqual(LIMITED);
    expect(await verificationOptions(mfaToken, "bearer", owner)).toMatchObject({ ok: true });
    // A token that nobody has costs the client nothing.
    expect(await verificationOptions("x".repeat(43), "bearer", stranger)).toEqual({
      ok: false,
      failure: { code: "login_expired" },
    });
  });
});
