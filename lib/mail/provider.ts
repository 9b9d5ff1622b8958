import { Resend } from "resend";
import { env } from "../env";

/** A mail as it goes out; `mailId` comes back with what the provider tells of it later. */
export type Letter = { mailId: string; to: string; subject: string; html: string; text: string };

/** What the provider said; `summary` without its words, in which there may be an address. */
export type Delivery =
  /** It has them; one id a letter, in order. */
  | { state: "accepted"; providerIds: (string | null)[] }
  /** It will never take them; `addressRefused` where it says that the address is why. */
  | { state: "refused"; reason: string; summary: string; addressRefused: boolean }
  /** It has not taken them, or nobody knows; to be repeated under the same key. */
  | { state: "unclear"; reason: string; summary: string; retryAfterSeconds: number };

/** The tag under which a mail's id travels with it. */
export const MAIL_ID_TAG = "mail_id";

const TIMEOUT_MS = 15_000;
// All attempts at one request together: less than the time for which a batch belongs to who sends it.
const DEADLINE_MS = 60_000;
const RETRY_SECONDS = 60;
// Resend allows two requests a second to a team.
const MIN_INTERVAL_MS = 550;
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
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    await waitForTurn();
    const { data, error, headers } = await request(letters, key);
    if (!error)
      return { state: "accepted", providerIds: letters.map((_, index) => data?.[index]?.id ?? null) };

    const summary = `${error.statusCode ?? "no answer"} ${error.name}`;
    const reason = `${summary}: ${error.message}`.slice(0, 500);
    const retryAfterSeconds = Number(headers?.["retry-after"]) || RETRY_SECONDS;
    const nextAttempt = Date.now() + retryAfterSeconds * 1000;
    const isShortWait = retryAfterSeconds <= SHORT_WAIT_SECONDS && nextAttempt + TIMEOUT_MS < deadline;
    if (error.statusCode === 429 && isShortWait) {
      earliestNext = nextAttempt;
      continue;
    }
    // The key was used with another text: an earlier attempt, before a change of the template, got through.
    if (error.name === "invalid_idempotent_request")
      return { state: "accepted", providerIds: letters.map(() => null) };
    return isForGood(error)
      ? { state: "refused", reason, summary, addressRefused: isAboutAddress(error) }
      : { state: "unclear", reason, summary, retryAfterSeconds };
  }
}

function isForGood({ statusCode, name }: { statusCode: number | null; name: string }): boolean {
  // 401 and 403 are about whoever sends: the key, or the sender's domain. That can be mended.
  const passing = [401, 403, 408, 425, 429];
  if (statusCode === null || name === "concurrent_idempotent_requests") return false;
  return statusCode >= 400 && statusCode < 500 && !passing.includes(statusCode);
}

/** Whether a refusal is of the recipient: `Invalid `to` field.` */
function isAboutAddress({ name, message }: { name: string; message: string }): boolean {
  return name === "validation_error" && /`to`/.test(message);
}

async function request(letters: Letter[], idempotencyKey: string) {
  const [only, ...others] = letters.map(({ mailId, ...letter }) => ({
    ...letter,
    from: env().MAIL_FROM,
    tags: [{ name: MAIL_ID_TAG, value: mailId }],
  }));
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
