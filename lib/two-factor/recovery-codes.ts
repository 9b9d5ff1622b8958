import { randomInt } from "node:crypto";
import { keyedHash, pepperVersions } from "@/lib/crypto/encryption";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { RECOVERY_ALPHABET, RECOVERY_CODE_LENGTH } from "./typed-code";

const PURPOSE = "recovery-code";
const CODES = 10;
const GROUP_LENGTH = 5;

/** From how many remaining codes on the owner is told to create new ones. */
export const FEW_RECOVERY_CODES = 3;

const hashOf = (userId: string, code: string, pepper: number) =>
  keyedHash(PURPOSE, `${userId} ${code}`, pepper);

/**
 * Creates ten recovery codes and removes the user's old ones. Only their hashes are stored.
 *
 * @returns the codes as they are shown, once: `K7QMX-2RTVP-9HZ4D`
 */
export async function replaceRecoveryCodes(
  transaction: Prisma.TransactionClient,
  userId: string,
): Promise<string[]> {
  const [pepper = 0] = pepperVersions();
  const codes = Array.from({ length: CODES }, newCode);
  await transaction.recoveryCode.deleteMany({ where: { userId } });
  await transaction.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, codeHash: hashOf(userId, code, pepper), pepper })),
  });
  return codes.map((code) => code.match(new RegExp(`.{${GROUP_LENGTH}}`, "g"))?.join("-") ?? code);
}

function newCode(): string {
  const character = () => RECOVERY_ALPHABET.charAt(randomInt(RECOVERY_ALPHABET.length));
  return Array.from({ length: RECOVERY_CODE_LENGTH }, character).join("");
}

/**
 * Consumes a recovery code. The DELETE decides, so that of requests with the same code at the same moment one succeeds.
 *
 * @param code without dashes, in upper case
 * @returns the number of remaining codes, or `undefined` if the user has no such code
 */
export async function consumeRecoveryCode(
  transaction: Prisma.TransactionClient,
  userId: string,
  code: string,
): Promise<number | undefined> {
  const candidates = pepperVersions().map((pepper) => ({ pepper, codeHash: hashOf(userId, code, pepper) }));
  const { count } = await transaction.recoveryCode.deleteMany({ where: { userId, OR: candidates } });
  return count === 0 ? undefined : transaction.recoveryCode.count({ where: { userId } });
}

/** Returns how many recovery codes the user has left. */
export function countRecoveryCodes(userId: string): Promise<number> {
  return db().recoveryCode.count({ where: { userId } });
}
