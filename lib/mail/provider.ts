import { Resend } from "resend";
import { env } from "../env";

/** A mail as it goes out. */
export type Letter = { to: string; subject: string; html: string; text: string };

/** What the provider said; `summary` without its words, in which there may be an address. */
export type Delivery =
  /** It has them; one id a letter, in order. */
  | { state: "accepted"; providerIds: (string | null)[] }
  /** It will never take them. */
  | { state: "refused"; reason: string; summary: string; concernsAll: boolean }
  /** It has not taken them, or nobody knows; to be repeated under the same key. */
  | { state: "unclear"; reason: string; summary: string; retryAfterSeconds: number };

const TIMEOUT_MS = 15_000;
const RETRY_SECONDS = 60;
// Resend allows two requests a second to a team.
const MIN_INTERVAL_MS = 550;
const MAX_SHORT_WAITS = 5;
const SHORT_WAIT_SECONDS = 5;

let earliestNext = 0;
let client: Resend | undefined;

function resend(): Resend {
  client ??= new Resend(env().RESEND_API_KEY, { baseUrl: env().RESEND_BASE_URL });
  return client;
}

/**
 * Hands letters to Resend, all or none. Never throws.
 *
 * @param key the same for the same letters: within 24 hours Resend takes a repeated key for a repetition
 */
export async function sendLetters(letters: Letter[], key: string): Promise<Delivery> {
  for (let waits = 0; ; waits++) {
    await waitForTurn();
    const { data, error, headers } = await request(letters, key);
    if (!error)
      return { state: "accepted", providerIds: letters.map((_, index) => data?.[index]?.id ?? null) };

    const summary = `${error.statusCode ?? "no answer"} ${error.name}`;
    const reason = `${summary}: ${error.message}`.slice(0, 500);
    const retryAfterSeconds = Number(headers?.["retry-after"]) || RETRY_SECONDS;
    if (error.statusCode === 429 && retryAfterSeconds <= SHORT_WAIT_SECONDS && waits < MAX_SHORT_WAITS) {
      earliestNext = Date.now() + retryAfterSeconds * 1000;
      continue;
    }
    // The key was used with another text: an earlier attempt, before a change of the template, got through.
    if (error.name === "invalid_idempotent_request")
      return { state: "accepted", providerIds: letters.map(() => null) };
    return isForGood(error)
      ? {
          state: "refused",
          reason,
          summary,
          concernsAll: error.statusCode === 401 || error.statusCode === 403,
        }
      : { state: "unclear", reason, summary, retryAfterSeconds };
  }
}

function isForGood({ statusCode, name }: { statusCode: number | null; name: string }): boolean {
  const passing = [408, 425, 429];
  if (statusCode === null || name === "concurrent_idempotent_requests") return false;
  return statusCode >= 400 && statusCode < 500 && !passing.includes(statusCode);
}

async function request(letters: Letter[], idempotencyKey: string) {
  const [only, ...others] = letters.map((letter) => ({ ...letter, from: env().MAIL_FROM }));
  const options = { idempotencyKey, signal: AbortSignal.timeout(TIMEOUT_MS) };
  if (only && others.length === 0) {
    const { data, error, headers } = await resend().emails.send(only, options);
    return { data: data ? [data] : null, error, headers };
  }
  const { data, error, headers } = await resend().batch.send(only ? [only, ...others] : [], options);
  return { data: data?.data ?? null, error, headers };
}

async function waitForTurn() {
  const wait = earliestNext - Date.now();
  earliestNext = Math.max(earliestNext, Date.now()) + MIN_INTERVAL_MS;
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}
