import { createHmac } from "node:crypto";
import { env, type Pepper } from "../env";
import { bcryptHash, bcryptMatches } from "./password-workers";

/** A password as it is kept: a bcrypt hash, and the version of the pepper in it (null: none). */
export type PasswordHash = { passwordHash: string; passwordPepper: number | null };

// Costs from 4 to 15: a dearer hash would hold a thread for longer than anybody waits.
const BCRYPT_HASH = /^\$2[aby]\$(0[4-9]|1[0-5])\$[./A-Za-z0-9]{53}$/;

/**
 * What bcrypt is given. It reads 72 bytes at most and stops at a NUL, so a password goes in as the
 * 64 characters of its HMAC-SHA-384 under a key that is not in the database.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#peppering
 */
function seasoned(password: string, pepper: Pepper): string {
  return createHmac("sha384", pepper.secret).update(password.normalize("NFKC")).digest("base64");
}

/** Hashes a password for keeping. @throws {PasswordQueueFullError} */
export async function hashPassword(password: string): Promise<PasswordHash> {
  const [pepper] = env().PASSWORD_PEPPER;
  const passwordHash = await bcryptHash(seasoned(password, pepper), env().BCRYPT_COST);
  return { passwordHash, passwordPepper: pepper.version };
}

/**
 * Whether this is the password. Costs one hash whatever is known of the person: with nothing known
 * (`undefined`), or a hash that is none, a hash of nobody's is compared, so that the time tells nothing.
 *
 * @throws {PasswordQueueFullError}
 */
export async function verifyPassword(password: string, known: PasswordHash | undefined): Promise<boolean> {
  const pepper = env().PASSWORD_PEPPER.find(({ version }) => version === known?.passwordPepper);
  const isComparable =
    known !== undefined && BCRYPT_HASH.test(known.passwordHash) && (pepper || known.passwordPepper === null);
  const hash = isComparable ? known.passwordHash : hashOfNobody();
  const matches = await bcryptMatches(pepper ? seasoned(password, pepper) : password, hash);
  return isComparable && matches;
}

function hashOfNobody(): string {
  return `$2b$${env().BCRYPT_COST}$${"R".repeat(22)}${"M".repeat(31)}`;
}

/** Whether a hash that has just been matched should be made anew: another cost, pepper or system. */
export function isOutdated({ passwordHash, passwordPepper }: PasswordHash): boolean {
  const cost = Number(BCRYPT_HASH.exec(passwordHash)?.[1]);
  return cost !== env().BCRYPT_COST || passwordPepper !== env().PASSWORD_PEPPER[0].version;
}
