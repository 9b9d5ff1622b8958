import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { confirmEmailChange } from "@/lib/account/confirm-email-change";
import { reportUnrecognizedLogin } from "@/lib/account/report-unrecognized-login";
import { requestEmailChange } from "@/lib/account/request-email-change";
import { undoEmailChange } from "@/lib/account/undo-email-change";
import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import { login } from "@/lib/login/login";
import { loginWithPasskey, passkeyLoginOptions } from "@/lib/login/passkey-login";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import type { Actor } from "@/lib/sessions/current-user";
import { findSession } from "@/lib/sessions/session";
import { TestAuthenticator } from "@/lib/testing/test-authenticator";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { addAuthenticatorApp, totpCode } from "@/lib/testing/test-two-factor";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import {
  confirmAuthenticatorApp,
  findAuthenticatorSetup,
  startAuthenticatorSetup,
} from "./add-authenticator-app";
import { addPasskey, passkeyRegistrationOptions } from "./add-passkey";
import { confirmIdentity, confirmWithPasskey } from "./confirm-identity";
import { removeAllMethods } from "./reset-two-factor";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MAIL_RATE_LIMIT: "9/1m" });
});
afterAll(() => services.close());

/** Long enough for a login to wait for a lock. */
const LOCKED_MS = 300;

type Person = Awaited<ReturnType<typeof newActor>>;

async function newestToken(address: string): Promise<string> {
  while ((await deliverBatch()).claimed > 0);
  const [newest] = await services.mailsTo(address);
  return /token=([\w-]+)/.exec(newest?.text ?? "")?.[1] ?? "";
}

async function addPasskeyTo(actor: Actor): Promise<TestAuthenticator> {
  const options = await passkeyRegistrationOptions(actor);
  if (!options.ok) throw new Error(options.failure.code);
  const authenticator = new TestAuthenticator();
  const added = await addPasskey(authenticator.create(options.value), actor);
  if (!added.ok) throw new Error(added.failure.code);
  return authenticator;
}

/** Another session of the same person. */
async function anotherSession({ email, password, userId }: Person, fingerprint?: string): Promise<Actor> {
  const context = newRequestContext();
  const device = { ...testDevice, ...(fingerprint && { fingerprint_hash: fingerprint }) };
  const result = await login({ email, password }, context, "bearer", device);
  const session = result.ok ? await findSession(result.value.token, "bearer") : undefined;
  if (!session) throw new Error("The login failed.");
  return { ...session, ...context, userId };
}

const methodsOf = async (userId: string) =>
  (await db().authenticatorApp.count({ where: { userId } })) +
  (await db().passkey.count({ where: { userId } }));
const isOn = async (userId: string) =>
  (await db().user.findUniqueOrThrow({ where: { id: userId } })).twoFactorSince !== null;

describe("a second factor that someone else adds", () => {
  it("goes when the owner undoes the change of the email address before it", async () => {
    const actor = await newActor();
    const { email } = validRegistration();
    await requestEmailChange({ email }, actor);
    await confirmEmailChange(await newestToken(email), actor);
    const undoToken = await newestToken(actor.email);
    await addPasskeyTo(actor);
    expect((await undoEmailChange(undoToken, newRequestContext())).ok).toBe(true);
    expect(await methodsOf(actor.userId)).toBe(0);
    expect(await isOn(actor.userId)).toBe(false);
  });

  it("goes when the owner reports the login before it, and so do the recovery codes", async () => {
    const owner = await newActor();
    const intruder = await anotherSession(owner, "intruder0fingerprint");
    const token = await newestToken(owner.email);
    await addPasskeyTo(intruder);
    expect(await db().recoveryCode.count({ where: { userId: owner.userId } })).toBe(10);
    expect((await reportUnrecognizedLogin(token, newRequestContext())).ok).toBe(true);
    expect(await methodsOf(owner.userId)).toBe(0);
    expect(await db().recoveryCode.count({ where: { userId: owner.userId } })).toBe(0);
    expect(await isOn(owner.userId)).toBe(false);
  });

  it("leaves the one that the owner had before", async () => {
    const actor = await newActor();
    const { session } = await addAuthenticatorApp(actor);
    const current = await findSession(session.token, "bearer");
    if (!current) throw new Error("The session has ended.");
    const owner = { ...actor, ...current };
    const { email } = validRegistration();
    await requestEmailChange({ email }, owner);
    await confirmEmailChange(await newestToken(email), owner);
    const undoToken = await newestToken(actor.email);
    await addPasskeyTo(owner);
    expect((await undoEmailChange(undoToken, newRequestContext())).ok).toBe(true);
    expect(await methodsOf(actor.userId)).toBe(1);
    expect(await isOn(actor.userId)).toBe(true);
  });

  it("can't be planted as a setup in another session, nor its key be read there", async () => {
    const owner = await newActor();
    const other = await anotherSession(owner);
    const planted = await startAuthenticatorSetup(other);
    if (!planted.ok) throw new Error(planted.failure.code);
    expect(await findAuthenticatorSetup(owner)).toBeUndefined();
    const { id, key } = planted.value;
    expect(await confirmAuthenticatorApp(id, { code: totpCode(key) }, owner)).toMatchObject({ ok: false });
    const own = await startAuthenticatorSetup(owner);
    if (!own.ok) throw new Error(own.failure.code);
    expect(await findAuthenticatorSetup(other)).toMatchObject({ id });
    expect(await findAuthenticatorSetup(owner)).toMatchObject({ id: own.value.id });
  });

  it("shows the key of a setup only while the authentication is recent", async () => {
    const actor = await newActor();
    await startAuthenticatorSetup(actor);
    const stale = { ...actor, authenticatedAt: new Date(Date.now() - 11 * 60 * 1000) };
    expect(await findAuthenticatorSetup(stale)).toBeUndefined();
    expect(await findAuthenticatorSetup(actor)).toBeDefined();
  });
});

it("a code can't be guessed in one session after another", async () => {
  const first = await newActor();
  const second = await anotherSession(first);
  await addAuthenticatorApp(first);
  const twoFactorSince = new Date();
  const guess = (actor: Actor) => confirmIdentity({ code: "000000" }, { ...actor, twoFactorSince });
  for (let time = 0; time < 5; time++)
    expect(await guess(first)).toMatchObject({ failure: { code: "invalid" } });
  expect(await guess(second)).toMatchObject({ failure: { code: "rate_limited" } });
  expect(await confirmWithPasskey({}, second)).toMatchObject({ failure: { code: "rate_limited" } });
});

it("a reset that waits doesn't remove what is added after another reset", async () => {
  const actor = await newActor();
  const { userId } = actor;
  await addAuthenticatorApp(actor);
  await db().twoFactorReset.create({ data: { userId, dueAt: new Date(Date.now() + 60_000) } });
  await db().$transaction(async (transaction) => {
    await lockUser(transaction, userId);
    await removeAllMethods(transaction, { userId, ipAddress: "" }, "admin");
  });
  expect(await db().twoFactorReset.count({ where: { userId, canceledAt: null } })).toBe(0);
});

describe("a login that was checked before it", () => {
  /** Starts a login while the account is locked, makes a change there, and returns whether the login succeeded. */
  async function during(
    userId: string,
    logIn: () => Promise<{ ok: boolean }>,
    change: object,
  ): Promise<boolean> {
    let outcome: Promise<{ ok: boolean }> | undefined;
    await db().$transaction(async (transaction) => {
      await lockUser(transaction, userId);
      outcome = logIn();
      await wait(LOCKED_MS);
      await transaction.user.update({ where: { id: userId }, data: change });
    });
    return (await outcome)?.ok ?? false;
  }

  it("doesn't open a session without the factor that was added meanwhile", async () => {
    const { userId, email, password } = await newActor();
    const logIn = () => login({ email, password }, newRequestContext(), "bearer", testDevice);
    expect(await during(userId, logIn, { twoFactorSince: new Date() })).toBe(false);
  });

  it("doesn't open a session with a passkey once the owner has secured the account", async () => {
    const actor = await newActor();
    const authenticator = await addPasskeyTo(actor);
    const options = await passkeyLoginOptions("secret", newRequestContext());
    if (!options.ok) throw new Error(options.failure.code);
    const client = { kind: "bearer", device: testDevice, deviceTokenOf: async () => undefined } as const;
    const answer = authenticator.get(options.value);
    const logIn = () => loginWithPasskey(answer, "secret", newRequestContext(), client);
    expect(await during(actor.userId, logIn, { passwordHash: "" })).toBe(false);
  });
});
