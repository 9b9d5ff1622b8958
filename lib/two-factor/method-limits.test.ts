import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import type { Actor } from "@/lib/sessions/current-user";
import { TestAuthenticator } from "@/lib/testing/test-authenticator";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { totpCode } from "@/lib/testing/test-two-factor";
import { confirmAuthenticatorApp, MAX_APPS, startAuthenticatorSetup } from "./add-authenticator-app";
import { addPasskey, MAX_PASSKEYS, passkeyRegistrationOptions } from "./add-passkey";
import { encryptKey } from "./authenticator-apps";
import { newTotpKey } from "./totp";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const refusal = (field: string, code: string) => ({
  ok: false,
  failure: { code: "invalid", errors: { [field]: [code] } },
});

/** Stores as many confirmed authenticator apps. */
function storeApps({ userId, sessionId }: Actor, count: number) {
  const app = { userId, sessionId, name: "App", ...encryptKey(userId, newTotpKey()) };
  const data = Array.from({ length: count }, () => ({ ...app, confirmedAt: new Date() }));
  return db().authenticatorApp.createMany({ data });
}

/** Stores as many passkeys. */
function storePasskeys({ userId }: Actor, count: number) {
  const passkey = { userId, publicKey: Buffer.from([1]), counter: 0, transports: [], name: "Passkey" };
  const data = Array.from({ length: count }, (_, index) => ({
    ...passkey,
    credentialId: `${userId}-${index}`,
    aaguid: "",
    isSynced: false,
  }));
  return db().passkey.createMany({ data });
}

/** Begins the creation of a passkey. @returns its answer */
async function beginPasskey(actor: Actor) {
  const options = await passkeyRegistrationOptions(actor);
  if (!options.ok) throw new Error(options.failure.code);
  return new TestAuthenticator().create(options.value);
}

it("no setup of an authenticator app beyond the maximum is started or finished, and both say why", async () => {
  const actor = await newActor();
  const setup = await startAuthenticatorSetup(actor);
  if (!setup.ok) throw new Error(setup.failure.code);
  await storeApps(actor, MAX_APPS);
  expect(await startAuthenticatorSetup(actor)).toEqual(refusal("authenticator", "authenticator_limit"));
  const { id, key } = setup.value;
  const confirmed = await confirmAuthenticatorApp(id, { code: totpCode(key) }, actor);
  expect(confirmed).toEqual(refusal("code", "authenticator_limit"));
  const stored = { userId: actor.userId, confirmedAt: { not: null } };
  expect(await db().authenticatorApp.count({ where: stored })).toBe(MAX_APPS);
});

it("of two passkeys that are created at once, the one beyond the maximum is refused", async () => {
  const actor = await newActor();
  await storePasskeys(actor, MAX_PASSKEYS - 1);
  const answers = [await beginPasskey(actor), await beginPasskey(actor)];
  const results = await Promise.all(answers.map((answer) => addPasskey(answer, actor)));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results).toContainEqual(refusal("passkey", "passkey_limit"));
  expect(await db().passkey.count({ where: { userId: actor.userId } })).toBe(MAX_PASSKEYS);
});
