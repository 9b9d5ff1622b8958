// Plain JavaScript, because Node itself loads it in the worker threads where there is no bundler.
import portable from "bcryptjs";

/**
 * @typedef {object} Bcrypt
 * @property {string} name the package that computes the hashes
 * @property {(password: string, cost: number) => string} hash returns a `$2b$` hash with a random salt
 * @property {(password: string, hash: string) => boolean} compare
 */

/** bcryptjs, which runs everywhere. @type {Bcrypt} */
export const portableBcrypt = {
  name: "bcryptjs",
  hash: (password, cost) => portable.hashSync(password, cost),
  compare: (password, hash) => portable.compareSync(password, hash),
};

// The unused bits of the salt's and the hash's last characters are zero.
const CANONICAL_HASH = /^\$2[aby]\$\d\d\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$/;

/**
 * Returns native bcrypt, or `undefined` on a platform that has no binary of it. What it would treat differently from
 * bcryptjs is left to bcryptjs: it refuses a hash in an unusual notation without computing anything, which would be
 * noticed by the time, and encodes half of a surrogate pair in another way.
 *
 * @returns {Promise<Bcrypt | undefined>}
 */
export async function loadNativeBcrypt() {
  try {
    const { hashSync, verifySync } = await import("@node-rs/bcrypt");
    const isAlike = (/** @type {string} */ password) => password.isWellFormed();
    return {
      name: "@node-rs/bcrypt",
      hash: (password, cost) =>
        isAlike(password) ? hashSync(password, { cost }) : portableBcrypt.hash(password, cost),
      compare: (password, hash) =>
        isAlike(password) && CANONICAL_HASH.test(hash)
          ? verifySync(password, hash)
          : portableBcrypt.compare(password, hash),
    };
  } catch {
    return undefined;
  }
}
