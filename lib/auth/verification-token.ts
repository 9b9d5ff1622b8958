import { timingSafeEqual } from "node:crypto";
import { deriveToken, sha256 } from "../crypto/secrets";
import { redis } from "../redis";

export const VERIFICATION_HOURS = 6;
const VERIFICATION_SECONDS = VERIFICATION_HOURS * 60 * 60;

/** What Redis keeps of the newest token of a user; a token itself is kept nowhere. */
type Kept = { hash: string; emailCanonical: string; used?: true };

/** For whom a token speaks, and whether it has done its work already. */
export type Verification = { userId: string; emailCanonical: string; used: boolean };

const keyOf = (userId: string) => `verify-email:${userId}`;
const hashOf = (token: string) => Buffer.from(sha256(token)).toString("base64url");

/** The token in one mail: the user's id and 32 bytes, alike each time, so that a repeated mail is the very same. */
export function verificationToken(userId: string, mailId: string): string {
  const id = Buffer.from(userId.replaceAll("-", ""), "hex").toString("base64url");
  return id + deriveToken("verify-email", mailId);
}

/** Makes these tokens valid for six hours from now, and older ones of the same users void. */
export async function issueVerificationTokens(
  tokens: { token: string; userId: string; emailCanonical: string }[],
): Promise<void> {
  if (tokens.length === 0) return;
  const pipeline = redis().pipeline();
  for (const { token, userId, emailCanonical } of tokens) {
    const kept: Kept = { hash: hashOf(token), emailCanonical };
    pipeline.set(keyOf(userId), kept, { ex: VERIFICATION_SECONDS });
  }
  await pipeline.exec();
}

/** Looks a token up without using it; `undefined` where it is unknown, expired, replaced or mangled. */
export async function findVerification(token: string): Promise<Verification | undefined> {
  const userId = userIdIn(token);
  const kept = userId ? await redis().get<Kept>(keyOf(userId)) : null;
  if (!userId || !kept || !isEqual(kept.hash, hashOf(token))) return undefined;
  return { userId, emailCanonical: kept.emailCanonical, used: kept.used === true };
}

/** Notes that a token has done its work, so that its link can say so for a while. */
export async function markVerificationUsed(token: string, { userId, emailCanonical }: Verification) {
  const kept: Kept = { hash: hashOf(token), emailCanonical, used: true };
  await redis().set(keyOf(userId), kept, { ex: VERIFICATION_SECONDS });
}

function userIdIn(token: string): string | undefined {
  if (!/^[\w-]{65}$/.test(token)) return undefined;
  const hex = Buffer.from(token.slice(0, 22), "base64url").toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function isEqual(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}
