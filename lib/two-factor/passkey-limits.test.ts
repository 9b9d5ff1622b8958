import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomToken } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { passkeyLoginOptions } from "@/lib/login/passkey-login";
import { verificationOptions, verifyLoginWithPasskey } from "@/lib/login/verify-login";
import { findSession } from "@/lib/sessions/session";
import { TestAuthenticator } from "@/lib/testing/test-authenticator";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { addAuthenticatorApp } from "@/lib/testing/test-two-factor";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { addPasskey, passkeyRegistrationOptions } from "./add-passkey";
import { confirmationOptions, confirmWithPasskey } from "./confirm-identity";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ PASSKEY_CLIENT_RATE_LIMIT: "3/5m", PASSKEY_USER_RATE_LIMIT: "3/5m" });
});
afterAll(() => services.close());

const LIMITED = { ok: false, failure: { code: "rate_limited", retryAfterSeconds: expect.any(Number) } };

/** A user with a passkey, in the session that added it. */
async function newPasskeyUser() {
  const actor = await newActor();
  const authenticator = new TestAuthenticator();
  const options = await passkeyRegistrationOptions(actor);
  if (!options.ok) throw new Error(options.failure.code);
  const added = await addPasskey(authenticator.create(options.value), actor);
  if (!added.ok) throw new Error(added.failure.code);
  const session = await findSession(added.value.session.token, "bearer");
  if (!session) throw new Error("The session has ended.");
  return { actor: { ...actor, ...session }, authenticator };
}

const failuresOf = (userId: string, event: string) => db().auditEvent.count({ where: { userId, event } });
const withPasskey = (code: string) => ({ failure: { code: "invalid", errors: { passkey: [code] } } });

it("refuses a new passkey whose ID isn't the one that was attested", async () => {
  const actor = await newActor();
  const options = await passkeyRegistrationOptions(actor);
  if (!options.ok) throw new Error(options.failure.code);
  const id = randomToken();
  const response = { ...new TestAuthenticator().create(options.value), id, rawId: id };
  expect(await addPasskey(response, actor)).toMatchObject(withPasskey("passkey_invalid"));
  expect(await db().passkey.count({ where: { userId: actor.userId } })).toBe(0);
});

describe("an answer to a challenge that was used or has expired", () => {
  it("is no failed confirmation and no guess", async () => {
    const { actor, authenticator } = await newPasskeyUser();
    const options = await confirmationOptions(actor);
    if (!options.ok) throw new Error(options.failure.code);
    const { challenge } = options.value;
    const late = authenticator.get({ challenge: randomToken() });
    for (let count = 0; count < 6; count++) {
      expect(await confirmWithPasskey(late, actor)).toMatchObject(withPasskey("passkey_expired"));
    }
    expect(await failuresOf(actor.userId, "mfa_confirmation_fail")).toBe(0);
    const wrong = authenticator.get({ challenge }, { origin: "https://evil.example" });
    expect(await confirmWithPasskey(wrong, actor)).toMatchObject(withPasskey("passkey_invalid"));
    expect(await failuresOf(actor.userId, "mfa_confirmation_fail")).toBe(1);
  });

  it("doesn't use up a pending login", async () => {
    const { actor, authenticator } = await newPasskeyUser();
    const { email, password, userId } = { ...actor };
    const context = newRequestContext();
    const pending = await login({ email, password }, context, "bearer", testDevice);
    if (pending.ok || pending.failure.code !== "mfa_required") throw new Error("There is no pending login.");
    const { mfaToken } = pending.failure;
    const late = authenticator.get({ challenge: randomToken() });
    for (let count = 0; count < 6; count++) {
      expect(await verifyLoginWithPasskey({ mfaToken, response: late }, context, "bearer")).toMatchObject(
        withPasskey("passkey_expired"),
      );
    }
    expect(await failuresOf(userId, "authn_login_fail")).toBe(0);
    const options = await verificationOptions(mfaToken, "bearer", context);
    if (!options.ok) throw new Error(options.failure.code);
    const response = authenticator.get(options.value);
    expect((await verifyLoginWithPasskey({ mfaToken, response }, context, "bearer")).ok).toBe(true);
  });
});

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
