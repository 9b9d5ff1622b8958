import { createHmac } from "node:crypto";
import { env, type Pepper } from "@/lib/config/env";
import type { Failure } from "@/lib/result";
import { isTooLongToNormalize, normalizePassword } from "@/lib/schemas/password";
import type { Admission } from "./hash-plan";
import { HashQueue, PasswordQueueFullError } from "./hash-queue";
import { holdIfImpatient } from "./impatient-clients";
import { type HashJob, PasswordWorkers } from "./password-workers";

// Next loads this module once per bundle, but the threads and their queue must exist once per process.
const shared = globalThis as { passwordQueue?: HashQueue };
shared.passwordQueue ??= new HashQueue(new PasswordWorkers());
const queue = shared.passwordQueue;

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

/**
 * Hashes a password for storage.
 *
 * @param admission on whose behalf
 * @throws {PasswordQueueFullError}
 */
export async function hashPassword(password: string, admission: Admission): Promise<PasswordHash> {
  const [pepper] = env().PASSWORD_PEPPER;
  const job = { password: peppered(password, pepper), cost: env().BCRYPT_COST };
  const passwordHash = String(await compute(job, admission));
  return { passwordHash, passwordPepper: pepper.version };
}

/**
 * Returns whether this is the password. Takes the time of one hash at the current cost in any case, so that timing
 * reveals nothing: without a stored password (`undefined`), or with an invalid hash, a dummy hash is compared, and the
 * time that an older, cheaper hash saves is added, also for the correct password: beyond the limit on guesses, nothing may
 * reveal that it is.
 *
 * @param admission on whose behalf
 * @throws {PasswordQueueFullError}
 */
export async function verifyPassword(
  password: string,
  known: PasswordHash | undefined,
  admission: Admission,
): Promise<boolean> {
  const peppers = env().PASSWORD_PEPPER;
  const [current] = peppers;
  const pepper = peppers.find(({ version }) => version === known?.passwordPepper);
  const isPlain = known?.passwordPepper === null;
  const cost = Number(BCRYPT_HASH.exec(known?.passwordHash ?? "")?.[1]);
  const isComparable = known !== undefined && cost > 0 && (pepper !== undefined || isPlain);
  // No stored password is that long, and normalizing and hashing it takes time proportional to its length.
  const typed = isTooLongToNormalize(password) ? "" : password;
  const job = {
    password: isComparable && isPlain ? typed : peppered(typed, pepper ?? current),
    hash: isComparable ? known.passwordHash : dummyHash(env().BCRYPT_COST),
    dummyHashes: isComparable ? missingHashes(cost) : [],
  };
  const matches = (await compute(job, admission)) === true;
  return isComparable && matches && typed === password;
}

async function compute(job: HashJob, admission: Admission): Promise<string | boolean> {
  try {
    return await queue.run(job, admission, env().PASSWORD_QUEUE_LENGTH);
  } catch (error) {
    if (error instanceof PasswordQueueFullError) await holdIfImpatient(admission, error.retryAfterSeconds);
    throw error;
  }
}

/** Costs are powers of two: those from a hash's own up to one below the current one add up to the difference. */
function missingHashes(cost: number): string[] {
  const count = Math.max(0, env().BCRYPT_COST - cost);
  return Array.from({ length: count }, (_, index) => dummyHash(cost + index));
}

// Native bcrypt refuses a hash at once unless the unused bits of the 22nd and the last character are zero.
function dummyHash(cost: number): string {
  return `$2b$${String(cost).padStart(2, "0")}$${"R".repeat(21)}O${"M".repeat(30)}O`;
}

/** Returns whether a matching hash should be replaced: it has another cost or pepper, or comes from another system. */
export function isOutdated({ passwordHash, passwordPepper }: PasswordHash): boolean {
  const cost = Number(BCRYPT_HASH.exec(passwordHash)?.[1]);
  return cost !== env().BCRYPT_COST || passwordPepper !== env().PASSWORD_PEPPER[0].version;
}

/**
 * Returns the failure to answer with, if a password could not be hashed in time; otherwise `undefined`. Ask before
 * anything else is done for a request, as this is the cheapest answer to a flood of them.
 */
export async function overloadOf(admission: Admission): Promise<Failure | undefined> {
  const job = { password: "", cost: env().BCRYPT_COST };
  const seconds = queue.secondsUntilRoom(job, admission, env().PASSWORD_QUEUE_LENGTH);
  if (seconds === 0) return undefined;
  await holdIfImpatient(admission, seconds);
  return { code: "overloaded", retryAfterSeconds: seconds };
}

/** Converts a `PasswordQueueFullError` to its failure. Rethrows any other error. */
export function overloadedFailure(error: unknown): Failure {
  if (!(error instanceof PasswordQueueFullError)) throw error;
  return { code: "overloaded", retryAfterSeconds: error.retryAfterSeconds };
}
