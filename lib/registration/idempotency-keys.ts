import { deriveToken } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import type { SafeUser } from "@/lib/database/safe-user";
import { err, ok, type Result } from "@/lib/result";
import { createClaim } from "@/lib/tokens/registration-claim";

/** A user who has just registered. The claim proves it until the email address is verified. */
export type RegisteredUser = SafeUser & { claim?: string };

/** An idempotency key and a keyed hash of the request that was sent with it. */
export type Idempotency = { key: string; bodyHash: string };

const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** Binds a key to a request. The hash is keyed, because the request contains a password. */
export function createIdempotency(key: string, request: unknown): Idempotency {
  return { key, bodyHash: deriveToken("idempotency", JSON.stringify(request)) };
}

/**
 * Finds the response stored for a key within the last 24 hours.
 *
 * @returns `undefined` if there is none; the failure `idempotency_conflict` if the key was used for a
 *   different request
 */
export async function findStoredResponse({
  key,
  bodyHash,
}: Idempotency): Promise<Result<RegisteredUser> | undefined> {
  const stored = await db().idempotencyKey.findUnique({
    where: { key, createdAt: { gt: expiryCutoff() } },
    select: {
      bodyHash: true,
      response: true,
      user: { select: { id: true, passwordHash: true, emailVerified: true } },
    },
  });
  if (!stored) return undefined;
  if (stored.bodyHash !== bodyHash) return err({ code: "idempotency_conflict" });
  const { response, user } = stored;
  // The claim is not stored, since it is a secret. The request has the password, so it may have the claim again.
  return ok({ ...(response as SafeUser), ...(!user.emailVerified && { claim: createClaim(user) }) });
}

/**
 * Deletes expired keys.
 *
 * @param key limits the deletion to this key, if it has expired
 * @returns the number of deleted keys
 */
export async function deleteExpiredKeys(key?: string): Promise<number> {
  const { count } = await db().idempotencyKey.deleteMany({
    where: { createdAt: { lte: expiryCutoff() }, ...(key && { key }) },
  });
  return count;
}

function expiryCutoff(): Date {
  return new Date(Date.now() - LIFETIME_MS);
}
