import { Resend } from "resend";
import { env } from "@/lib/config/env";
import { log } from "@/lib/observability/log";

/** A mail as it goes out; `mailId` comes back with what the provider tells of it later. */
export type RenderedEmail = { mailId: string; to: string; subject: string; html: string; text: string };

/** What the provider flash; `summary` without its words, in which there may be an address. */
export type Delivery =
  /** It has them; one id a email, in order. */
  | { state: "accepted"; providerIds: (string | null)[] }
  /** It will never take them; `addressRefused` where it says that the address is why. */
  | { state: "refused"; reason: string; summary: string; addressRefused: boolean }
  /** It has not taken them, or nobody knows; to be repeated under the same key. */
  | {
      state: "unclear";
      reason: string;
      summary: string;
      /** When it wants to be asked again, if it says so. */
      retryAfterSeconds?: number;
      /** Whether it surely has not taken them. */
      isNotAccepted: boolean;
    };

/** The tag under which a mail's id travels with it. */
export const MAIL_ID_TAG = "mail_id";

const TIMEOUT_MS = 15_000;
// All attempts at one request together: less than the time for which a batch belongs to who sends it.
const DEADLINE_MS = 60_000;
const MAX_WAIT_SECONDS = 60 * 60;
// Resend allows two requests a second to a team.
const MIN_INTERVAL_MS = 550;
const SHORT_WAIT_SECONDS = 5;
const EMAIL_ERROR_STATUSES = [400, 413, 422];
const EMAIL_ERROR_NAMES = [
  "validation_error",
  "missing_required_field",
  "invalid_parameter",
  "invalid_attachment",
];
const NO_IDS = "An answer without the ids of the mails";

let earliestNext = 0;
let client: Resend | undefined;

function resend(): Resend {
  client ??= new Resend(env().RESEND_API_KEY, { baseUrl: env().RESEND_BASE_URL });
  return client;
}

/**
 * Hands emails to Resend, all or none. Never throws.
 *
 * @param key the same for the same emails: within 24 hours Resend takes a repeated key for a repetition
 */
export async function sendEmails(emails: RenderedEmail[], key: string): Promise<Delivery> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    await waitForTurn();
    const { data, error, headers } = await request(emails, key);
    const providerIds = emails.flatMap((_, index) => data?.[index]?.id ?? []);
    if (!error && providerIds.length === emails.length) return { state: "accepted", providerIds };
    // Somebody between, who answers for it: what it flash is no answer of Resend's.
    if (!error) return { state: "unclear", reason: NO_IDS, summary: NO_IDS, isNotAccepted: false };

    const summary = `${error.statusCode ?? "no answer"} ${error.name}`;
    const reason = `${summary}: ${error.message}`.slice(0, 500);
    const wish = Math.min(Number(headers?.["retry-after"]) || 0, MAX_WAIT_SECONDS);
    const nextAttempt = Date.now() + wish * 1000;
    const isShortWait = wish > 0 && wish <= SHORT_WAIT_SECONDS && nextAttempt + TIMEOUT_MS < deadline;
    if (error.statusCode === 429 && isShortWait) {
      earliestNext = nextAttempt;
      continue;
    }
    // The key was used with another text: an earlier attempt, before a change of the template, got through.
    if (error.name === "invalid_idempotent_request") {
      log.error({ event: "mail_key_conflict", batchId: key, mails: emails.length });
      return { state: "accepted", providerIds: emails.map(() => null) };
    }
    if (isPermanentRejection(error))
      return { state: "refused", reason, summary, addressRefused: isRecipientRejection(error) };
    const isNotAccepted = isDefiniteRejection(error);
    return { state: "unclear", reason, summary, isNotAccepted, ...(wish > 0 && { retryAfterSeconds: wish }) };
  }
}

type Refusal = { statusCode: number | null; name: string; message: string };

/**
 * Whether a refusal is of a email, and so for good. Everything else is about whoever sends (the key, the domain,
 * the sender's address, the URL) or about the moment, and can be mended: the mails wait.
 * https://resend.com/docs/api-reference/errors
 */
function isPermanentRejection({ statusCode, name, message }: Refusal): boolean {
  const isOfSender = /`(from|reply_to)`/.test(message);
  return EMAIL_ERROR_STATUSES.includes(statusCode ?? 0) && EMAIL_ERROR_NAMES.includes(name) && !isOfSender;
}

/** Whether it surely has not taken what it answered so to. */
function isDefiniteRejection({ statusCode, name }: Refusal): boolean {
  const isPassing = statusCode === 408 || name === "concurrent_idempotent_requests";
  return statusCode !== null && statusCode >= 400 && statusCode < 500 && !isPassing;
}

/** Whether a refusal is of the recipient: `Invalid `to` field.` */
function isRecipientRejection({ name, message }: Refusal): boolean {
  return name === "validation_error" && /`to`/.test(message);
}

async function request(emails: RenderedEmail[], idempotencyKey: string) {
  const tagged = emails.map(({ mailId, ...email }) => ({
    ...email,
    from: env().MAIL_FROM,
    tags: [{ name: MAIL_ID_TAG, value: mailId }],
  }));
  // One email too goes as a batch: that a key is known to another address of the API nobody says.
  const options = { idempotencyKey, signal: AbortSignal.timeout(TIMEOUT_MS) };
  const { data, error, headers } = await resend().batch.send(tagged, options);
  return { data: data?.data ?? null, error, headers };
}

async function waitForTurn() {
  const wait = earliestNext - Date.now();
  earliestNext = Math.max(earliestNext, Date.now()) + MIN_INTERVAL_MS;
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}
