import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { env, type Pepper } from "@/lib/config/env";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** An encrypted value, and the version of the pepper that its key is derived from. */
export type Encrypted = { bytes: Uint8Array<ArrayBuffer>; pepper: number };

function deriveKey({ secret }: Pepper, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", purpose, KEY_BYTES));
}

function pepperOf(version: number): Pepper {
  const pepper = env().PASSWORD_PEPPER.find((known) => known.version === version);
  if (!pepper) throw new Error(`PASSWORD_PEPPER has no version ${version}, which a stored value needs.`);
  return pepper;
}

/**
 * Encrypts a value with AES-256-GCM, with a key derived from the current pepper (HKDF, RFC 5869).
 *
 * @param purpose separates the keys of different uses
 * @param owner whom the value belongs to. It can't be decrypted as another owner's.
 */
export function encrypt(purpose: string, owner: string, value: Uint8Array): Encrypted {
  const [pepper] = env().PASSWORD_PEPPER;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, deriveKey(pepper, purpose), nonce).setAAD(Buffer.from(owner));
  const ciphertext = Buffer.concat([cipher.update(value), cipher.final()]);
  const bytes = new Uint8Array(Buffer.concat([nonce, ciphertext, cipher.getAuthTag()]));
  return { bytes, pepper: pepper.version };
}

/**
 * Decrypts a value.
 *
 * @throws {Error} if it was altered, belongs to someone else, or its pepper is not among the settings
 */
export function decrypt(purpose: string, owner: string, { bytes, pepper }: Encrypted): Buffer {
  const encrypted = Buffer.from(bytes);
  const nonce = encrypted.subarray(0, NONCE_BYTES);
  const ciphertext = encrypted.subarray(NONCE_BYTES, -TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, deriveKey(pepperOf(pepper), purpose), nonce, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(owner)).setAuthTag(encrypted.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}

/** Returns whether a value of this version should be encrypted again, with the current pepper. */
export function isOutdatedKey(version: number): boolean {
  return version !== env().PASSWORD_PEPPER[0].version;
}

/** Hashes a random secret for storage, with a key derived from a pepper. */
export function keyedHash(purpose: string, message: string, version: number): Uint8Array<ArrayBuffer> {
  const key = deriveKey(pepperOf(version), purpose);
  return new Uint8Array(createHmac("sha256", key).update(message).digest());
}

/** Returns the versions of the pepper, the current one first. */
export function pepperVersions(): number[] {
  return env().PASSWORD_PEPPER.map(({ version }) => version);
}
