import { deriveToken } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import type { SafeUser } from "@/lib/database/safe-user";
import { err, ok, type Result } from "@/lib/result";

/** A key under which a client may repeat a registration, and what it asked for under that key. */
export type Idempotency = { key: string; bodyHash: string };

const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** Binds a key to a request. The request holds a password, so its hash is one that nobody else can compute. */
export function createIdempotency(key: string, request: unknown): Idempotency {
  return { key, bodyHash: deriveToken("idempotency", JSON.stringify(request)) };
}

/**
 * The answer that was given to this key in the last 24 hours.
 *
 * @returns `undefined` where there was none; a conflict where it was to another request
 */
export async function findStoredResponse({
  key,
  bodyHash,
}: Idempotency): Promise<Result<SafeUser> | undefined> {
  const earlier = await db().idempotencyKey.findUnique({
    where: { key, createdAt: { gt: oldest() } },
    select: { bodyHash: true, response: true },
  });
  if (!earlier) return undefined;
  return earlier.bodyHash === bodyHash
    ? ok(earlier.response as SafeUser)
    : err({ code: "idempotency_conflict" });
}

/** Forgets the keys whose day is over; of one key, where one is given. */
export async function deleteExpiredKeys(key?: string): Promise<number> {
  const { count } = await db().idempotencyKey.deleteMany({
    where: { createdAt: { lte: oldest() }, ...(key && { key }) },
  });
  return count;
}

function oldest(): Date {
  return new Date(Date.now() - LIFETIME_MS);
}
