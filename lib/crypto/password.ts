import { createHmac } from "node:crypto";
import { env, type Pepper } from "@/lib/config/env";
import type { Failure } from "@/lib/result";
import { isTooLongToNormalize, normalizePassword } from "@/lib/schemas/password";
import { bcryptHash, bcryptMatches, PasswordQueueFullError, pendingHashes } from "./password-workers";

/** A stored password: a bcrypt hash, and the version of the pepper in it (null: no pepper). */
export type PasswordHash = { passwordHash: string; passwordPepper: number | null };

// Costs from 4 to 15. A more expensive hash would block a thread for longer than a request may take.
const BCRYPT_HASH = /^\$2[aby]\$(0[4-9]|1[0-5])\$[./A-Za-z0-9]{53}$/;

/**
 * Returns the input for bcrypt. bcrypt reads at most 72 bytes and stops at NUL, so it gets the 64 characters of the
 * password's HMAC-SHA-384, keyed with a pepper that is not in the database.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#peppering
 */
function peppered(password: string, pepper: Pepper): string {
  return createHmac("sha384", pepper.secret).update(normalizePassword(password)).digest("base64");
}

/** Hashes a password for storage. @throws {PasswordQueueFullError} */
export async function hashPassword(password: string): Promise<PasswordHash> {
  const [pepper] = env().PASSWORD_PEPPER;
  const passwordHash = await bcryptHash(
    peppered(password, pepper),
    env().BCRYPT_COST,
    env().PASSWORD_QUEUE_LENGTH,
  );
  return { passwordHash, passwordPepper: pepper.version };
}

/**
 * Returns whether this is the password. Takes the time of one hash at the current cost in any case, so that timing
 * reveals nothing: without a stored password (`undefined`), or with an invalid hash, a dummy hash is compared, and the
 * time that an older, cheaper hash saves is added.
 *
 * @throws {PasswordQueueFullError}
 */
export async function verifyPassword(password: string, known: PasswordHash | undefined): Promise<boolean> {
  const peppers = env().PASSWORD_PEPPER;
  const [current] = peppers;
  const pepper = peppers.find(({ version }) => version === known?.passwordPepper);
  const isPlain = known?.passwordPepper === null;
  const cost = Number(BCRYPT_HASH.exec(known?.passwordHash ?? "")?.[1]);
  const isComparable = known !== undefined && cost > 0 && (pepper !== undefined || isPlain);
  // No stored password is that long, and normalizing and hashing it takes time proportional to its length.
  const typed = isTooLongToNormalize(password) ? "" : password;
  const hash = isComparable ? known.passwordHash : dummyHash(env().BCRYPT_COST);
  const matches = await bcryptMatches(
    isComparable && isPlain ? typed : peppered(typed, pepper ?? current),
    hash,
    env().PASSWORD_QUEUE_LENGTH,
  );
  if (isComparable && matches && typed === password) return true;
  // Costs are powers of two: the costs from the hash's own up to one below the current one add up to the difference.
  for (let missing = isComparable ? cost : env().BCRYPT_COST; missing < env().BCRYPT_COST; missing++) {
    await bcryptMatches(peppered(typed, current), dummyHash(missing), Number.POSITIVE_INFINITY);
  }
  return false;
}

function dummyHash(cost: number): string {
  return `$2b$${String(cost).padStart(2, "0")}$${"R".repeat(22)}${"M".repeat(31)}`;
}

/** Returns whether a matching hash should be replaced: it has another cost or pepper, or comes from another system. */
export function isOutdated({ passwordHash, passwordPepper }: PasswordHash): boolean {
  const cost = Number(BCRYPT_HASH.exec(passwordHash)?.[1]);
  return cost !== env().BCRYPT_COST || passwordPepper !== env().PASSWORD_PEPPER[0].version;
}

/** The failure to return while the hash queue is full. */
export const OVERLOADED: Failure = { code: "overloaded", retryAfterSeconds: 5 };

/** Returns whether the hash queue is full. */
export function isPasswordQueueFull(): boolean {
  return pendingHashes() >= env().PASSWORD_QUEUE_LENGTH;
}

/** Converts a `PasswordQueueFullError` to its failure. Rethrows any other error. */
export function overloadedFailure(error: unknown): Failure {
  if (!(error instanceof PasswordQueueFullError)) throw error;
  return OVERLOADED;
}
