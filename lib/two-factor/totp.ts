import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** The length of a time step, the number of digits and the hash: what every authenticator app supports. */
const STEP_SECONDS = 30;
const DIGITS = 6;
/** RFC 4226, section 4, recommends 160 bits. */
const KEY_BYTES = 20;
/** How many steps a phone's clock may be ahead or behind. RFC 6238, section 5.2, recommends one. */
const DRIFT_STEPS = 1;

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Returns a new random key. */
export function newTotpKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** Returns the code of a counter (HOTP, RFC 4226). */
export function hotp(key: Uint8Array, counter: number, digits = DIGITS, hash = "sha1"): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac(hash, key).update(message).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  const number = (mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits;
  return String(number).padStart(digits, "0");
}

/** Returns the time step of a time, in milliseconds since the epoch (RFC 6238). */
export function timeStep(time: number): number {
  return Math.floor(time / 1000 / STEP_SECONDS);
}

/**
 * Returns the time steps whose code this is, the earliest first. The clock is read once, by the caller, so that a step
 * can't end between two comparisons.
 */
export function matchingSteps(key: Uint8Array, code: string, now: number): number[] {
  const current = timeStep(now);
  const steps = Array.from({ length: 2 * DRIFT_STEPS + 1 }, (_, index) => current - DRIFT_STEPS + index);
  return steps.filter((step) => isEqual(hotp(key, step), code));
}

function isEqual(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Encodes a key for typing (base32, RFC 4648, without padding). */
export function base32(bytes: Uint8Array): string {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => BASE32[Number.parseInt(group.padEnd(5, "0"), 2)]).join("");
}

/**
 * Returns what the QR code contains, in the format of https://github.com/google/google-authenticator/wiki/Key-Uri-Format
 *
 * @param issuer the name of the service
 * @param account the name of the account at the service
 */
export function otpauthUri(key: Uint8Array, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const parameters = `secret=${base32(key)}&issuer=${encodeURIComponent(issuer)}`;
  return `otpauth://totp/${label}?${parameters}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`;
}
