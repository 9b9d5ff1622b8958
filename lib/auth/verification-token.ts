import { deriveToken, sha256 } from "../crypto/secrets";
import { redis } from "../redis";

export const VERIFICATION_HOURS = 6;
const VERIFICATION_SECONDS = VERIFICATION_HOURS * 60 * 60;

/** For whom a token speaks. Redis keeps it under the token's hash; the token itself is kept nowhere. */
export type Verification = {
  userId: string;
  emailCanonical: string;
  /** When its mail was written, in ISO 8601: a newer mail that was sent replaces it. */
  writtenAt: string;
  used?: true;
};

const keyOf = (token: string) => `verify-email:${Buffer.from(sha256(token)).toString("base64url")}`;

/** The token in one mail: 32 bytes, alike each time, so that a repeated mail is the very same. */
export function verificationToken(mailId: string): string {
  return deriveToken("verify-email", mailId);
}

/** Makes tokens valid for six hours from now. */
export async function issueVerificationTokens(tokens: ({ token: string } & Verification)[]): Promise<void> {
  const pipeline = redis().pipeline();
  for (const { token, ...verification } of tokens) {
    pipeline.set(keyOf(token), verification, { ex: VERIFICATION_SECONDS });
  }
  await pipeline.exec();
}

/** Looks a token up without using it; `undefined` where it is unknown, expired or mangled. */
export async function findVerification(token: string): Promise<Verification | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  return (await redis().get<Verification>(keyOf(token))) ?? undefined;
}

/** Notes that a token has done its work, so that its link can say so for a while. */
export async function markVerificationUsed(token: string, verification: Verification): Promise<void> {
  await redis().set(keyOf(token), { ...verification, used: true }, { ex: VERIFICATION_SECONDS });
}
