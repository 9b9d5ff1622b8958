import { createHmac } from "node:crypto";
import { env, type Pepper } from "@/lib/config/env";
import type { Failure } from "@/lib/result";
import { MAX_PASSWORD_LENGTH } from "@/lib/schemas/password";
import { bcryptHash, bcryptMatches, PasswordQueueFullError, passwordsInHand } from "./password-workers";

/** A password as it is kept: a bcrypt hash, and the version of the pepper in it (null: none). */
export type PasswordHash = { passwordHash: string; passwordPepper: number | null };

// Costs from 4 to 15: a dearer hash would hold a thread for longer than anybody waits.
const BCRYPT_HASH = /^\$2[aby]\$(0[4-9]|1[0-5])\$[./A-Za-z0-9]{53}$/;

/**
 * What bcrypt is given. It reads 72 bytes at most and stops at a NUL, so a password goes in as the
 * 64 characters of its HMAC-SHA-384 under a key that is not in the database.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#peppering
 */
function peppered(password: string, pepper: Pepper): string {
  return createHmac("sha384", pepper.secret).update(password.normalize("NFKC")).digest("base64");
}

/** Hashes a password for keeping. @throws {PasswordQueueFullError} */
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
 * Whether this is the password. The work is that of one hash at the present cost, whatever is known of
 * the person: with nothing known (`undefined`), or a hash that is none, a hash of nobody's is compared,
 * and what an older and cheaper hash did not cost is made up for, so that the time tells nothing.
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
  // EmptyState has a longer one, and bcrypt would be given all of it.
  const typed = password.length > 2 * MAX_PASSWORD_LENGTH ? "" : password;
  const hash = isComparable ? known.passwordHash : dummyHash(env().BCRYPT_COST);
  const matches = await bcryptMatches(
    isComparable && isPlain ? typed : peppered(typed, pepper ?? current),
    hash,
    env().PASSWORD_QUEUE_LENGTH,
  );
  if (isComparable && matches && typed === password) return true;
  // The costs are powers of two: those from the hash's own to the last below the present one add up.
  for (let missing = isComparable ? cost : env().BCRYPT_COST; missing < env().BCRYPT_COST; missing++) {
    await bcryptMatches(peppered(typed, current), dummyHash(missing), Number.POSITIVE_INFINITY);
  }
  return false;
}

function dummyHash(cost: number): string {
  return `$2b$${String(cost).padStart(2, "0")}$${"R".repeat(22)}${"M".repeat(31)}`;
}

/** Whether a hash that has just been matched should be made anew: another cost, pepper or system. */
export function isOutdated({ passwordHash, passwordPepper }: PasswordHash): boolean {
  const cost = Number(BCRYPT_HASH.exec(passwordHash)?.[1]);
  return cost !== env().BCRYPT_COST || passwordPepper !== env().PASSWORD_PEPPER[0].version;
}

/** The failure to answer with while more hashes are wanted than can be made in a bearable time. */
export const OVERLOADED: Failure = { code: "overloaded", retryAfterSeconds: 5 };

/** Whether one more hash would be refused now. */
export function isPasswordQueueFull(): boolean {
  return passwordsInHand() >= env().PASSWORD_QUEUE_LENGTH;
}

/** Turns the refusal of one more hash into its failure; any other error is thrown again. */
export function overloadedFailure(error: unknown): Failure {
  if (!(error instanceof PasswordQueueFullError)) throw error;
  return OVERLOADED;
}
