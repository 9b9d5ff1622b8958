import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { db, isUniqueViolation } from "@/lib/database/client";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import type { Message } from "@/lib/messages/message";
import { log } from "@/lib/observability/log";
import { consumeRateLimit } from "@/lib/rate-limit/rate-limit";
import { err, type Failure, ok, type Result } from "@/lib/result";
import type { Actor } from "@/lib/sessions/current-user";
import { requireRecentAuthentication } from "@/lib/sessions/reauthentication";
import { renewSession, requireActiveSession } from "@/lib/sessions/session";
import type { AddedMethod } from "./add-authenticator-app";
import { methodAdded } from "./change-methods";
import { type Ceremony, CHALLENGE_SECONDS, consumeChallenge, issueChallenge } from "./passkey-challenges";
import { passkeyProvider } from "./passkey-providers";
import { readChallenge, readRegistration } from "./passkey-response";
import { relyingParty } from "./relying-party";
import { passkeyMethods, toUserHandle } from "./verify-passkey";

/** The number of passkeys that a user can have. */
export const MAX_PASSKEYS = 20;
const DEFAULT_NAME = "Passkey";

const ceremonyOf = ({ sessionId }: Actor): Ceremony => ({ purpose: "register", binding: sessionId });
const failure = (message: Message) => err<Failure>({ code: "invalid", errors: { passkey: [message] } });

/** Returns what the browser needs to create a passkey. Requires recent authentication. */
export async function passkeyRegistrationOptions(
  actor: Actor,
): Promise<Result<PublicKeyCredentialCreationOptionsJSON>> {
  const recent = requireRecentAuthentication(actor);
  if (!recent.ok) return recent;
  const { userId, user } = actor;
  const retryAfterSeconds = await consumeRateLimit("passkeyUser", userId);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });
  const passkeys = await db().passkey.findMany({
    where: { userId },
    select: { credentialId: true, transports: true },
  });
  if (passkeys.length >= MAX_PASSKEYS) return failure("passkey_limit");
  const { id: rpID, name: rpName } = relyingParty();
  const options = await generateRegistrationOptions({
    rpID,
    rpName,
    userName: user.email,
    userDisplayName: user.username,
    userID: new Uint8Array(Buffer.from(toUserHandle(userId), "base64url")),
    challenge: await issueChallenge(ceremonyOf(actor)),
    timeout: CHALLENGE_SECONDS * 1000,
    attestationType: "none",
    excludeCredentials: passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  });
  return ok(options);
}

/**
 * Adds a passkey that the browser has created. The session then counts as opened with a second factor.
 *
 * @param response WebAuthn's RegistrationResponseJSON
 */
export async function addPasskey(response: unknown, actor: Actor): Promise<Result<AddedMethod>> {
  const recent = requireRecentAuthentication(actor);
  if (!recent.ok) return recent;
  const credential = readRegistration(response);
  if (!credential) return failure("passkey_invalid");
  // Consumed here and not by the library, so that an outage isn't taken for a wrong answer.
  const challenge = readChallenge(credential.response.clientDataJSON);
  if (!challenge || !(await consumeChallenge(ceremonyOf(actor), challenge)))
    return failure("passkey_expired");
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty();
  const verified = await verifyRegistrationResponse({
    response: credential,
    expectedChallenge: challenge,
    expectedOrigin,
    expectedRPID,
    requireUserVerification: false,
  }).catch((error: unknown) => {
    log.info({ event: "passkey_refused", userId: actor.userId, reason: String(error).slice(0, 200) });
    return undefined;
  });
  // The library doesn't compare the two: an ID in the attestation that isn't the response's would never be found again.
  if (!verified?.verified || verified.registrationInfo.credential.id !== credential.id)
    return failure("passkey_invalid");
  const { aaguid, credentialDeviceType, userVerified, credential: created } = verified.registrationInfo;
  const { userId } = actor;
  const name = passkeyProvider(aaguid) ?? DEFAULT_NAME;
  const isSynced = credentialDeviceType === "multiDevice";
  try {
    const added = await db().$transaction(async (transaction) => {
      await requireActiveSession(transaction, actor);
      // The options were checked, but not those of another tab with them.
      if ((await transaction.passkey.count({ where: { userId } })) >= MAX_PASSKEYS) return undefined;
      const { id } = await transaction.passkey.create({
        data: {
          userId,
          credentialId: created.id,
          publicKey: created.publicKey,
          counter: created.counter,
          transports: created.transports ?? [],
          aaguid,
          name,
          isSynced,
        },
        select: { id: true },
      });
      const recoveryCodes = await methodAdded(transaction, actor, { id, method: "passkey", name });
      const amr = [...new Set([...actor.amr, ...passkeyMethods(isSynced, userVerified), "mfa"])];
      return { session: await renewSession(transaction, actor, { amr, aal: 2 }), recoveryCodes };
    });
    if (!added) return failure("passkey_limit");
    triggerMailDelivery();
    return ok(added);
  } catch (error) {
    if (isUniqueViolation(error)) return failure("passkey_exists");
    throw error;
  }
}
