import { deriveToken, sha256 } from "@/lib/crypto/secrets";
import { redis } from "@/lib/redis/client";

const HOUR_SECONDS = 60 * 60;

/** The purposes of tokens in emails, with their lifetime in hours. A token is valid for its own purpose only. */
export const TOKEN_HOURS = {
  "verify-email": 6,
  "reset-password": 1,
  // A week, like the account of somebody who doesn't use it.
  "accept-invitation": 168,
  "confirm-login": 1,
  "confirm-email-change": 6,
  "undo-email-change": 72,
  "report-login": 72,
  "start-two-factor-reset": 1,
  // As long as the longest waiting time.
  "cancel-two-factor-reset": 168,
} as const;

export type TokenPurpose = keyof typeof TOKEN_HOURS;

/**
 * The user and the email that a token belongs to. Redis stores this under the token's hash; the token itself is never
 * stored. The field names must not change, because tokens that were already issued have them.
 */
export type EmailToken = {
  mailId: string;
  userId: string;
  /** The user's address when the email was queued. The token is invalid once the user has another address. */
  emailCanonical: string;
  /** When the email was queued, in ISO 8601. A newer email of the same kind invalidates the token once it was sent. */
  writtenAt: string;
  used?: true;
};

// The name under which tokens of a purpose are derived and stored. Links in emails that were sent before the
// purpose was renamed must keep working.
const labelOf = (purpose: TokenPurpose) => (purpose === "report-login" ? "disown" : purpose);

const keyOf = (purpose: TokenPurpose, token: string) =>
  `${labelOf(purpose)}:${Buffer.from(sha256(token)).toString("base64url")}`;

/**
 * Cuts characters that no token has from the end of a text. Mail programs link a full stop, a bracket or a quotation
 * mark that follows a URL along with it.
 *
 * @returns `undefined` if what remains can't be a token
 */
function parseToken(text: string): string | undefined {
  return /^([\w-]{43})[^\w-]*$/.exec(text)?.[1];
}

/** Derives the 32-byte token of an email. It is the same on every call, so that a retried email is identical. */
export function deriveEmailToken(purpose: TokenPurpose, mailId: string): string {
  return deriveToken(labelOf(purpose), mailId);
}

/** Issues the tokens of emails. Their lifetime starts now. */
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

/**
 * Looks up a token without consuming it.
 *
 * @param text the token, and whatever a mail program linked along with it
 * @returns `undefined` if the token is unknown, expired, malformed or issued for another purpose
 */
export async function findToken(purpose: TokenPurpose, text: string): Promise<EmailToken | undefined> {
  const token = parseToken(text);
  if (token === undefined) return undefined;
  return (await redis().get<EmailToken>(keyOf(purpose, token))) ?? undefined;
}

/** Marks a token as used, so that its link can be reported as already used until the mark expires. */
export async function markTokenUsed(purpose: TokenPurpose, text: string, found: EmailToken): Promise<void> {
  const token = parseToken(text);
  if (token === undefined) return;
  await redis().set(
    keyOf(purpose, token),
    { ...found, used: true },
    { ex: TOKEN_HOURS[purpose] * HOUR_SECONDS },
  );
}
