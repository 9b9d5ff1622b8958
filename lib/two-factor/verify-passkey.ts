import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from "@simplewebauthn/server";
import { type AuditClient, auditClient, recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { Message } from "@/lib/messages/message";
import { log } from "@/lib/observability/log";
import { err, type Failure, ok, type Result } from "@/lib/result";
import { type Ceremony, CHALLENGE_SECONDS, consumeChallenge, issueChallenge } from "./passkey-challenges";
import { readAuthentication, readChallenge } from "./passkey-response";
import { relyingParty } from "./relying-party";

/** A passkey that was verified: whose it is, and how it authenticates (RFC 8176). */
export type VerifiedPasskey = { id: string; userId: string; amr: string[]; isUserVerified: boolean };

const failure = (message: Message) => err<Failure>({ code: "invalid", errors: { passkey: [message] } });

/** Returns whether an answer was refused for its challenge alone, such as one that has expired: it was no guess. */
export function isUnchecked(refused: Failure): boolean {
  if (refused.code !== "invalid") return true;
  const { passkey } = refused.errors;
  return Array.isArray(passkey) && passkey.includes("passkey_expired");
}

/**
 * Returns what the browser needs to ask for a passkey.
 *
 * @param userId whose passkeys are accepted; without it, the user chooses any passkey that they have for this service
 */
export async function passkeyOptions(
  ceremony: Ceremony,
  userId?: string,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const passkeys = userId
    ? await db().passkey.findMany({ where: { userId }, select: { credentialId: true, transports: true } })
    : [];
  return generateAuthenticationOptions({
    rpID: relyingParty().id,
    challenge: await issueChallenge(ceremony),
    timeout: CHALLENGE_SECONDS * 1000,
    userVerification: userId ? "preferred" : "required",
    allowCredentials: passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  });
}

const storedPasskey = {
  id: true,
  userId: true,
  credentialId: true,
  publicKey: true,
  counter: true,
  name: true,
  isSynced: true,
} satisfies Prisma.PasskeySelect;

type StoredPasskey = Prisma.PasskeyGetPayload<{ select: typeof storedPasskey }>;

/**
 * Verifies the answer of a passkey. Its challenge is used up, whether or not the rest is right.
 *
 * @param response WebAuthn's AuthenticationResponseJSON
 * @param client recorded if the passkey may have been copied
 * @param userId whose passkey it must be; without it, anyone's
 */
export async function verifyPasskey(
  response: unknown,
  ceremony: Ceremony,
  client: AuditClient,
  userId?: string,
): Promise<Result<VerifiedPasskey, Failure>> {
  const credential = readAuthentication(response);
  if (!credential) return failure("passkey_invalid");
  const passkey = await db().passkey.findUnique({
    where: { credentialId: credential.id },
    select: storedPasskey,
  });
  if (!passkey) return failure("passkey_unknown");
  const { userHandle } = credential.response;
  // Only an answer for a known user may leave out whom it is for (WebAuthn Level 3, section 7.2, step 6).
  const owner = userHandle ?? (userId && toUserHandle(userId));
  if (owner !== toUserHandle(passkey.userId)) return failure("passkey_invalid");
  if (userId && passkey.userId !== userId) return failure("passkey_invalid");
  // Consumed here and not by the library, so that an outage isn't taken for a wrong answer.
  const challenge = readChallenge(credential.response.clientDataJSON);
  if (!challenge || !(await consumeChallenge(ceremony, challenge))) return failure("passkey_expired");
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty();
  const verified = await verifyAuthenticationResponse({
    response: credential,
    expectedChallenge: challenge,
    expectedOrigin,
    expectedRPID,
    // The counter is compared in the database, where requests at the same moment can't both pass.
    credential: { id: passkey.credentialId, publicKey: passkey.publicKey, counter: 0 },
    requireUserVerification: false,
  }).catch((error: unknown) => {
    log.info({ event: "passkey_refused", userId: passkey.userId, reason: String(error).slice(0, 200) });
    return undefined;
  });
  if (!verified?.verified) return failure("passkey_invalid");
  const { newCounter, userVerified } = verified.authenticationInfo;
  if (!(await moveCounter(passkey, newCounter))) {
    await recordCopy(passkey, client);
    return failure("passkey_copied");
  }
  return ok({
    id: passkey.id,
    userId: passkey.userId,
    amr: passkeyMethods(passkey.isSynced, userVerified),
    isUserVerified: userVerified,
  });
}

/** Returns how a passkey authenticates (RFC 8176), as a session records it beside `mfa`. */
export function passkeyMethods(isSynced: boolean, isUserVerified: boolean): string[] {
  return [isSynced ? "swk" : "hwk", ...(isUserVerified ? ["user"] : [])];
}

/** Returns what identifies a user to authenticators. It says nothing about the person. */
export function toUserHandle(userId: string): string {
  return Buffer.from(userId.replaceAll("-", ""), "hex").toString("base64url");
}

/** Moves the signature counter forward. Passkeys that are synced don't count: theirs stays 0. */
async function moveCounter({ id }: StoredPasskey, newCounter: number): Promise<boolean> {
  const earlier = newCounter === 0 ? { counter: 0 } : { counter: { lt: newCounter } };
  const { count } = await db().passkey.updateMany({
    where: { id, ...earlier },
    data: { counter: newCounter, lastUsedAt: new Date() },
  });
  return count === 1;
}

async function recordCopy({ userId, name }: StoredPasskey, client: AuditClient): Promise<void> {
  log.warn({ event: "passkey_counter_reversed", userId });
  await db().$transaction((transaction) =>
    recordEvent(transaction, { ...auditClient(client), userId }, "mfa_passkey_copied", { name }),
  );
}
