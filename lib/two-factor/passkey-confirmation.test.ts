import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomToken } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { loginWithPasskey, passkeyLoginOptions } from "@/lib/login/passkey-login";
import { verificationOptions, verifyLoginWithPasskey } from "@/lib/login/verify-login";
import type { Actor } from "@/lib/sessions/current-user";
import { findSession, type NewSession } from "@/lib/sessions/session";
import { TestAuthenticator } from "@/lib/testing/test-authenticator";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { addPasskey, passkeyRegistrationOptions } from "./add-passkey";
import { confirmationOptions, confirmWithPasskey } from "./confirm-identity";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const EXPIRED = { ok: false, failure: { code: "invalid", errors: { passkey: ["passkey_expired"] } } };
const CLIENT = { kind: "bearer", device: testDevice, deviceTokenOf: async () => undefined } as const;

/** Returns the value of a step that must succeed. */
async function expectOk<Value>(step: Promise<{ ok: true; value: Value } | { ok: false }>): Promise<Value> {
  const result = await step;
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}

/** Returns the actor as the next request of the session sees it. */
async function next<Owner extends Actor>(actor: Owner, { token }: NewSession): Promise<Owner> {
  const session = await findSession(token, "bearer");
  if (!session) throw new Error("The session has ended.");
  return { ...actor, ...session };
}

/** A user with a passkey, in a session that was opened with the password. */
async function newPasskeyUser() {
  const added = await newActor();
  const authenticator = new TestAuthenticator();
  const options = await expectOk(passkeyRegistrationOptions(added));
  const { session } = await expectOk(addPasskey(authenticator.create(options), added));
  const actor = { ...(await next(added, session)), amr: ["pwd"] };
  return { actor, authenticator };
}

/** Starts a login of the user, which waits for the second factor. */
async function pendingLogin({ email, password }: { email: string; password: string }) {
  const context = newRequestContext();
  const pending = await login({ email, password }, context, "bearer", testDevice);
  if (pending.ok || pending.failure.code !== "mfa_required") throw new Error("There is no pending login.");
  return { context, mfaToken: pending.failure.mfaToken };
}

describe("a confirmation with a passkey", () => {
  it.each([
    [true, ["pwd", "hwk", "user", "mfa"]],
    [false, ["pwd", "hwk", "mfa"]],
  ])("records whether the passkey verified the user: %s", async (isUserVerified, amr) => {
    const { actor, authenticator } = await newPasskeyUser();
    const answer = authenticator.get(await expectOk(confirmationOptions(actor)), { isUserVerified });
    const session = await expectOk(confirmWithPasskey(answer, actor));
    expect(await next(actor, session)).toMatchObject({ amr, aal: 2 });
  });

  it("refuses the challenge of a login, and a login that of a confirmation", async () => {
    const { actor, authenticator } = await newPasskeyUser();
    // The same binding, so that only the purpose tells them apart.
    const secret = actor.sessionId;
    const forLogin = authenticator.get(await expectOk(passkeyLoginOptions(secret, actor)));
    expect(await confirmWithPasskey(forLogin, actor)).toEqual(EXPIRED);
    expect((await loginWithPasskey(forLogin, secret, newRequestContext(), CLIENT)).ok).toBe(true);
    const forConfirmation = authenticator.get(await expectOk(confirmationOptions(actor)));
    expect(await loginWithPasskey(forConfirmation, secret, newRequestContext(), CLIENT)).toEqual(EXPIRED);
    expect((await confirmWithPasskey(forConfirmation, actor)).ok).toBe(true);
  });

  it("refuses the challenge of a second step, and that step the one of a confirmation", async () => {
    const { actor, authenticator } = await newPasskeyUser();
    const { context, mfaToken } = await pendingLogin(actor);
    const verify = (response: unknown) => verifyLoginWithPasskey({ mfaToken, response }, context, "bearer");
    const forStep = authenticator.get(await expectOk(verificationOptions(mfaToken, "bearer", context)));
    expect(await confirmWithPasskey(forStep, actor)).toEqual(EXPIRED);
    const forConfirmation = authenticator.get(await expectOk(confirmationOptions(actor)));
    expect(await verify(forConfirmation)).toEqual(EXPIRED);
    const again = authenticator.get(await expectOk(verificationOptions(mfaToken, "bearer", context)));
    expect((await verify(again)).ok).toBe(true);
  });
});

// The last test of the file: Redis stays away.
it("an outage of Redis is no guess at a passkey", async () => {
  const { actor, authenticator } = await newPasskeyUser();
  const { context, mfaToken } = await pendingLogin(actor);
  const answer = authenticator.get({ challenge: randomToken() });
  await services.redis.close();
  // More often than wrong answers are allowed.
  for (let time = 0; time < 6; time++) {
    await expect(confirmWithPasskey(answer, actor)).rejects.toThrow();
    const verification = verifyLoginWithPasskey({ mfaToken, response: answer }, context, "bearer");
    await expect(verification).rejects.toThrow();
  }
  const where = { userId: actor.userId };
  expect(await db().pendingLogin.findFirst({ where })).toMatchObject({ attempts: 0 });
});
