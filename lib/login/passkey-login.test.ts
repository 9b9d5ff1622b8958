import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { twoFactorJson } from "@/lib/api/two-factor-serializers";
import { randomToken } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import type { Actor } from "@/lib/sessions/current-user";
import { type Tampering, TestAuthenticator } from "@/lib/testing/test-authenticator";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { addPasskey, passkeyRegistrationOptions } from "@/lib/two-factor/add-passkey";
import { getTwoFactor } from "@/lib/two-factor/get-two-factor";
import { toUserHandle } from "@/lib/two-factor/verify-passkey";
import { login } from "./login";
import { loginWithPasskey, passkeyLoginOptions } from "./passkey-login";
import { verificationOptions, verifyLoginWithPasskey } from "./verify-login";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ PASSKEY_CLIENT_RATE_LIMIT: "1000/5m" });
});
afterAll(() => services.close());

const PARALLEL = 50;
const CLIENT = { kind: "cookie", device: testDevice, deviceTokenOf: async () => undefined } as const;

const refusal = (code: string) => ({ ok: false, failure: { code: "invalid", errors: { passkey: [code] } } });

async function registrationOptions(actor: Actor) {
  const options = await passkeyRegistrationOptions(actor);
  if (!options.ok) throw new Error(options.failure.code);
  return options.value;
}

async function loginOptions(secret: string) {
  const options = await passkeyLoginOptions(secret, newRequestContext());
  if (!options.ok) throw new Error(options.failure.code);
  return options.value;
}

/** A user with a passkey. */
async function newPasskeyUser(authenticator = new TestAuthenticator()) {
  const actor = await newActor();
  const added = await addPasskey(authenticator.create(await registrationOptions(actor)), actor);
  if (!added.ok) throw new Error(JSON.stringify(added.failure));
  return { actor, authenticator, ...added.value };
}

async function logIn(authenticator: TestAuthenticator, tampering: Tampering = {}) {
  const secret = randomToken();
  const answer = authenticator.get(await loginOptions(secret), tampering);
  return loginWithPasskey(answer, secret, newRequestContext(), CLIENT);
}

describe("a passkey", () => {
  it("is added, turns two-factor authentication on and tells the owner", async () => {
    const { actor, recoveryCodes } = await newPasskeyUser();
    expect(recoveryCodes).toHaveLength(10);
    const { userId } = actor;
    expect(await db().passkey.findFirst({ where: { userId } })).toMatchObject({
      name: "Passkey",
      isSynced: false,
    });
    expect((await db().user.findUnique({ where: { id: userId } }))?.twoFactorSince).not.toBeNull();
    expect(await db().outboxEmail.count({ where: { userId, kind: "two_factor_added" } })).toBe(1);
    expect(await db().session.findUnique({ where: { id: actor.sessionId } })).toMatchObject({ aal: 2 });
  });

  it("is named after its provider, which the API tells too", async () => {
    const actor = await newActor();
    const tampering = { aaguid: "bada5566-a7aa-401f-bd96-45619a55120d" };
    const answer = new TestAuthenticator().create(await registrationOptions(actor), tampering);
    expect(await addPasskey(answer, actor)).toMatchObject({ ok: true });
    const { passkeys } = twoFactorJson(await getTwoFactor(actor));
    expect(passkeys).toMatchObject([{ name: "1Password", provider: "1Password" }]);
    const unknown = await newPasskeyUser();
    expect(twoFactorJson(await getTwoFactor(unknown.actor)).passkeys).toMatchObject([
      { name: "Passkey", provider: null },
    ]);
  });

  it("logs in on its own, as two factors", async () => {
    const { actor, authenticator } = await newPasskeyUser();
    const result = await logIn(authenticator, { userHandle: toUserHandle(actor.userId) });
    expect(result).toMatchObject({ ok: true, value: { email: actor.email } });
    const session = await db().session.findFirst({
      where: { userId: actor.userId },
      orderBy: { createdAt: "desc" },
    });
    expect(session).toMatchObject({ amr: ["hwk", "user", "mfa"], aal: 2 });
  });

  it("verifies a login with the password", async () => {
    const { actor, authenticator } = await newPasskeyUser();
    const { email, password } = actor;
    const pending = await login({ email, password }, newRequestContext(), "bearer", testDevice);
    if (pending.ok || pending.failure.code !== "mfa_required") throw new Error("No second factor asked for.");
    const { mfaToken, methods } = pending.failure;
    expect(methods).toEqual(["passkey", "recovery_code"]);
    const options = await verificationOptions(mfaToken, "bearer", newRequestContext());
    if (!options.ok) throw new Error("No options.");
    expect(options.value.allowCredentials?.map(({ id }) => id)).toEqual([authenticator.id]);
    const response = authenticator.get(options.value, { isUserVerified: false });
    const result = await verifyLoginWithPasskey({ mfaToken, response }, newRequestContext(), "bearer");
    expect(result.ok).toBe(true);
  });

  it("needs user verification to log in on its own", async () => {
    const { authenticator } = await newPasskeyUser();
    expect(await logIn(authenticator, { isUserVerified: false })).toEqual(refusal("passkey_unverified"));
  });

  it("opens one session for one challenge, however many requests answer it at once", async () => {
    const { actor, authenticator } = await newPasskeyUser();
    const secret = randomToken();
    const answer = authenticator.get(await loginOptions(secret));
    const before = await db().session.count({ where: { userId: actor.userId } });
    const results = await Promise.all(
      Array.from({ length: PARALLEL }, () => loginWithPasskey(answer, secret, newRequestContext(), CLIENT)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().session.count({ where: { userId: actor.userId } })).toBe(before + 1);
  });

  it("keeps the challenges of other tabs usable", async () => {
    const { authenticator } = await newPasskeyUser();
    const secret = randomToken();
    const [first, second] = [await loginOptions(secret), await loginOptions(secret)];
    for (const options of [second, first]) {
      const result = await loginWithPasskey(authenticator.get(options), secret, newRequestContext(), CLIENT);
      expect(result.ok).toBe(true);
    }
  });

  it("is refused with the challenge of another browser or another purpose", async () => {
    const { actor, authenticator } = await newPasskeyUser();
    const answer = authenticator.get(await loginOptions(randomToken()));
    const elsewhere = await loginWithPasskey(answer, randomToken(), newRequestContext(), CLIENT);
    expect(elsewhere).toEqual(refusal("passkey_expired"));
    const forRegistration = authenticator.get(await registrationOptions(actor));
    const otherPurpose = await loginWithPasskey(
      forRegistration,
      actor.sessionId,
      newRequestContext(),
      CLIENT,
    );
    expect(otherPurpose).toEqual(refusal("passkey_expired"));
  });

  it.each<[string, Tampering]>([
    ["another origin", { origin: "https://evil.example" }],
    ["another domain", { rpId: "evil.example" }],
    ["another type", { type: "webauthn.create" }],
  ])("is refused for %s", async (_, tampering) => {
    const { authenticator } = await newPasskeyUser();
    expect(await logIn(authenticator, tampering)).toEqual(refusal("passkey_invalid"));
    expect((await logIn(authenticator)).ok).toBe(true);
  });

  it("is refused for another user, for nobody, and after its removal", async () => {
    const { actor, authenticator } = await newPasskeyUser();
    const other = await newPasskeyUser();
    const asOther = await logIn(authenticator, { userHandle: toUserHandle(other.actor.userId) });
    expect(asOther).toEqual(refusal("passkey_invalid"));
    expect(await logIn(authenticator, { userHandle: "" })).toEqual(refusal("passkey_invalid"));
    await db().passkey.deleteMany({ where: { userId: actor.userId } });
    expect(await logIn(authenticator)).toEqual(refusal("passkey_unknown"));
  });

  it("is refused and recorded if its counter goes back, unless it has none", async () => {
    const { actor, authenticator } = await newPasskeyUser();
    expect((await logIn(authenticator, { counter: 7 })).ok).toBe(true);
    expect(await logIn(authenticator, { counter: 7 })).toEqual(refusal("passkey_copied"));
    expect(await logIn(authenticator, { counter: 0 })).toEqual(refusal("passkey_copied"));
    const recorded = { userId: actor.userId, event: "mfa_passkey_copied" };
    expect(await db().auditEvent.count({ where: recorded })).toBe(2);
    const synced = await newPasskeyUser(new TestAuthenticator(false));
    for (let time = 0; time < 2; time++) expect((await logIn(synced.authenticator)).ok).toBe(true);
  });

  it("is refused if the account is suspended", async () => {
    const { actor, authenticator } = await newPasskeyUser();
    await db().user.update({ where: { id: actor.userId }, data: { suspendedAt: new Date() } });
    expect(await logIn(authenticator)).toEqual({ ok: false, failure: { code: "suspended" } });
  });

  it.each<[string, Tampering]>([
    ["another origin", { origin: "https://evil.example" }],
    ["another domain", { rpId: "evil.example" }],
    ["another type", { type: "webauthn.get" }],
    ["no algorithm", { algorithm: 0 }],
    ["an unknown algorithm", { algorithm: -47 }],
  ])("isn't added with %s, and nothing is stored", async (_, tampering) => {
    const actor = await newActor();
    const answer = new TestAuthenticator().create(await registrationOptions(actor), tampering);
    expect(await addPasskey(answer, actor)).toEqual(refusal("passkey_invalid"));
    expect(await db().passkey.count({ where: { userId: actor.userId } })).toBe(0);
  });

  it("isn't added twice, for whatever account", async () => {
    const { authenticator } = await newPasskeyUser();
    const actor = await newActor();
    const answer = authenticator.create(await registrationOptions(actor));
    expect(await addPasskey(answer, actor)).toEqual(refusal("passkey_exists"));
  });

  it.each([
    undefined,
    null,
    1,
    "",
    "{",
    "[]",
    {},
    { id: "x" },
    { id: "AA", rawId: "AA", type: "public-key", response: {} },
    { id: "A".repeat(1_000_000), rawId: "A", type: "public-key", response: {} },
  ])("is refused if its answer is malformed: %.60j", async (answer) => {
    const actor = await newActor();
    expect(await addPasskey(answer, actor)).toEqual(refusal("passkey_invalid"));
    expect(await loginWithPasskey(answer, randomToken(), newRequestContext(), CLIENT)).toEqual(
      refusal("passkey_invalid"),
    );
  });

  it("is refused if a part of its answer is random", async () => {
    const { actor, authenticator } = await newPasskeyUser();
    for (const part of ["clientDataJSON", "authenticatorData", "signature"]) {
      const secret = randomToken();
      const answer = authenticator.get(await loginOptions(secret));
      const response = { ...answer.response, [part]: randomToken() };
      const result = await loginWithPasskey({ ...answer, response }, secret, newRequestContext(), CLIENT);
      expect(result).toMatchObject({ ok: false, failure: { code: "invalid" } });
    }
    const created = new TestAuthenticator().create(await registrationOptions(actor));
    const response = { ...created.response, attestationObject: randomToken() };
    expect(await addPasskey({ ...created, response }, actor)).toEqual(refusal("passkey_invalid"));
  });
});
