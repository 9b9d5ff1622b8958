import { deriveToken, sha256 } from "@/lib/crypto/secrets";
import { redis } from "@/lib/redis/client";

const HOUR_SECONDS = 60 * 60;

/** What a token in a mail can do, and for how many hours. A token of one purpose is none of another. */
export const TOKEN_HOURS = {
  "verify-email": 6,
  "reset-password": 1,
  "confirm-email-change": 6,
  "undo-email-change": 72,
  "report-login": 72,
} as const;

export type TokenPurpose = keyof typeof TOKEN_HOURS;

/** For whom and for which mail a token speaks. Redis keeps it under the token's hash; the token itself is kept nowhere. */
export type EmailToken = {
  mailId: string;
  userId: string;
  /** The address that the user had when the mail was sent: once they have another, the token is dead. */
  emailCanonical: string;
  /** When its mail was written, in ISO 8601: a newer mail of its kind that was sent replaces it. */
  writtenAt: string;
  used?: true;
};

// The name under which tokens of a purpose are derived and stored. Links in emails that were sent before the
// purpose was renamed must keep working.
const labelOf = (purpose: TokenPurpose) => (purpose === "report-login" ? "disown" : purpose);

const keyOf = (purpose: TokenPurpose, token: string) =>
  `${labelOf(purpose)}:${Buffer.from(sha256(token)).toString("base64url")}`;

/** The token in one mail: 32 bytes, alike each time, so that a repeated mail is the very same. */
export function deriveEmailToken(purpose: TokenPurpose, mailId: string): string {
  return deriveToken(labelOf(purpose), mailId);
}

/** Makes the tokens of mails valid from now. */
export async function issueTokens(tokens: ({ purpose: TokenPurpose } & EmailToken)[]): Promise<void> {
  if (tokens.length === 0) return;
  const pipeline = redis().pipeline();
  for (const { purpose, ...token } of tokens) {
    pipeline.set(keyOf(purpose, deriveEmailToken(purpose, token.mailId)), token, {
      ex: TOKEN_HOURS[purpose] * HOUR_SECONDS,
    });
  }
  await pipeline.exec();
}

/** Looks a token up without using it; `undefined` where it is unknown, expired, mangled or of another purpose. */
export async function findToken(purpose: TokenPurpose, token: string): Promise<EmailToken | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  return (await redis().get<EmailToken>(keyOf(purpose, token))) ?? undefined;
}

/** Notes that a token has done its work, so that its link can say so for a while. */
export async function markTokenUsed(purpose: TokenPurpose, token: string, found: EmailToken): Promise<void> {
  await redis().set(
    keyOf(purpose, token),
    { ...found, used: true },
    { ex: TOKEN_HOURS[purpose] * HOUR_SECONDS },
  );
}
