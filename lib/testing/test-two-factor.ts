import { db } from "@/lib/database/client";
import type { Actor } from "@/lib/sessions/current-user";
import { confirmAuthenticatorApp, startAuthenticatorSetup } from "@/lib/two-factor/add-authenticator-app";
import { hotp, timeStep } from "@/lib/two-factor/totp";
import { decodeBase32 } from "./decode-base32";

/** Returns the code that an authenticator app shows. @param drift how many time steps later */
export function totpCode(key: string, drift = 0): string {
  return hotp(decodeBase32(key), timeStep(Date.now()) + drift);
}

/** Adds an authenticator app to an account. Its key was used in the previous time step, so the current code is unused. */
export async function addAuthenticatorApp(actor: Actor) {
  const setup = await startAuthenticatorSetup(actor);
  if (!setup.ok) throw new Error(`The setup failed: ${setup.failure.code}`);
  const { id, key } = setup.value;
  const added = await confirmAuthenticatorApp(id, { code: totpCode(key, -1), name: "Phone" }, actor);
  if (!added.ok) throw new Error(`The confirmation failed: ${added.failure.code}`);
  const { session, recoveryCodes } = added.value;
  await db().outboxEmail.deleteMany({ where: { userId: actor.userId } });
  return { id, key, session, recoveryCodes: recoveryCodes ?? [] };
}
