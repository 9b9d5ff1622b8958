import { Resend } from "resend";
import { env } from "@/lib/config/env";

/** An email that is ready to send. The provider returns `emailId` in its events. */
export type RenderedEmail = {
  emailId: string;
  kind: string;
  to: string;
  subject: string;
  html: string;
  text: string;
};

/**
 * The provider's answer to a batch. `reason` is its full message; `summary` leaves the message out, because it may
 * contain an email address, and can be logged.
 */
export type Delivery =
  /** The batch was accepted. There is one id per email, in the same order. */
  | { state: "accepted"; providerIds: (string | null)[] }
  /** The batch will never be accepted. `isRecipientRejected` is set if a recipient's address is the cause. */
  | { state: "rejected"; reason: string; summary: string; isRecipientRejected: boolean }
  /** An earlier request with the same key had other content. The batch can't be sent, and may have been. */
  | { state: "unknown" }
  /** The batch was not sent in this attempt, because another worker has taken it over. */
  | { state: "lost" }
  /** The batch was not accepted, or the outcome is unknown. It must be retried with the same idempotency key. */
  | {
      state: "retry";
      reason: string;
      summary: string;
      /** The delay that the provider asked for, if any. */
      retryAfterSeconds?: number;
      /** Whether it is certain that the batch was not accepted. */
      isNotAccepted: boolean;
    };

/** The name of the tag that carries an email's id. Queued events refer to it, so its value must not change. */
export const EMAIL_ID_TAG = "mail_id";

/** The name of the tag that carries an email's kind, by which the provider's statistics can be split. */
const KIND_TAG = "kind";

/**
 * The headers of an email that a program sends about one account, not to a list: no program may answer it (RFC 3834,
 * section 5; the second one is Exchange's), and Gmail must not put emails with one subject into a thread. There is no
 * `List-Unsubscribe`, since nobody can unsubscribe from these, and no `Message-ID`, which is the provider's.
 */
const headersOf = (emailId: string) => ({
  "Auto-Submitted": "auto-generated",
  "X-Auto-Response-Suppress": "All",
  "X-Entity-Ref-ID": emailId,
});

/** How long one request may take. The lease of a batch is longer. */
export const REQUEST_TIMEOUT_MS = 15_000;
// Applies to all attempts of one call together. The lease is renewed before each of them.
const DEADLINE_MS = 60_000;
const MAX_WAIT_SECONDS = 60 * 60;
// Resend allows 2 requests per second and team.
const MIN_INTERVAL_MS = 550;
const SHORT_WAIT_SECONDS = 5;
const EMAIL_ERROR_STATUSES = [400, 413, 422];
const EMAIL_ERROR_NAMES = [
  "validation_error",
  "missing_required_field",
  "invalid_parameter",
  "invalid_attachment",
];
// "Same idempotency key used with a different request payload." Unlike `concurrent_idempotent_requests`, no retry helps.
const KEY_REUSED = "invalid_idempotent_request";
const MISSING_IDS = "The response has no email ids.";

let nextRequestAt = 0;
let client: Resend | undefined;

function resend(): Resend {
  client ??= new Resend(env().RESEND_API_KEY, { baseUrl: env().RESEND_BASE_URL });
  return client;
}

/**
 * Sends emails to Resend in one request, which accepts all or none of them. Throws only what `renewLease` throws.
 *
 * @param idempotencyKey must be the same for the same emails; Resend ignores a request whose key it has seen within 24 hours
 * @param renewLease called before each request, which is not sent if this returns false
 */
export async function sendEmails(
  emails: RenderedEmail[],
  idempotencyKey: string,
  renewLease: () => Promise<boolean>,
): Promise<Delivery> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    await waitForTurn();
    if (!(await renewLease())) return { state: "lost" };
    const { data, error, headers } = await request(emails, idempotencyKey);
    const providerIds = emails.flatMap((_, index) => data?.[index]?.id ?? []);
    if (!error && providerIds.length === emails.length) return { state: "accepted", providerIds };
    // A success without ids comes from a proxy in between, not from Resend, so it says nothing about the batch.
    if (!error) return { state: "retry", reason: MISSING_IDS, summary: MISSING_IDS, isNotAccepted: false };

    const summary = `${error.statusCode ?? "no response"} ${error.name}`;
    const reason = `${summary}: ${error.message}`.slice(0, 500);
    const retryAfter = Math.min(Number(headers?.["retry-after"]) || 0, MAX_WAIT_SECONDS);
    const retryAt = Date.now() + retryAfter * 1000;
    const isShortWait =
      retryAfter > 0 && retryAfter <= SHORT_WAIT_SECONDS && retryAt + REQUEST_TIMEOUT_MS < deadline;
    if (error.statusCode === 429 && isShortWait) {
      nextRequestAt = retryAt;
      continue;
    }
    if (error.name === KEY_REUSED) return { state: "unknown" };
    if (isPermanentRejection(error))
      return { state: "rejected", reason, summary, isRecipientRejected: isRecipientRejection(error) };
    return {
      state: "retry",
      reason,
      summary,
      isNotAccepted: isDefiniteRejection(error),
      ...(retryAfter > 0 && { retryAfterSeconds: retryAfter }),
    };
  }
}

type ProviderError = { statusCode: number | null; name: string; message: string };

/**
 * Whether an email itself was rejected, which a retry can't change. Every other error concerns our configuration
 * (API key, domain, sender address, URL) or is temporary. Those can be fixed, so the emails stay queued.
 * https://resend.com/docs/api-reference/errors
 */
function isPermanentRejection({ statusCode, name, message }: ProviderError): boolean {
  const isSenderError = /`(from|reply_to)`/.test(message);
  return EMAIL_ERROR_STATUSES.includes(statusCode ?? 0) && EMAIL_ERROR_NAMES.includes(name) && !isSenderError;
}

/** Whether it is certain that the provider did not accept the request that it answered with this error. */
function isDefiniteRejection({ statusCode, name }: ProviderError): boolean {
  const isInconclusive = statusCode === 408 || name === "concurrent_idempotent_requests";
  return statusCode !== null && statusCode >= 400 && statusCode < 500 && !isInconclusive;
}

/** Whether the recipient's address was rejected, as in "Invalid `to` field." */
function isRecipientRejection({ name, message }: ProviderError): boolean {
  return name === "validation_error" && /`to`/.test(message);
}

async function request(emails: RenderedEmail[], idempotencyKey: string) {
  const payload = emails.map(({ emailId, kind, ...email }) => ({
    ...email,
    from: env().MAIL_FROM,
    headers: headersOf(emailId),
    tags: [
      { name: EMAIL_ID_TAG, value: emailId },
      { name: KIND_TAG, value: kind },
    ],
  }));
  // A single email is sent as a batch too: Resend doesn't document that its endpoints share idempotency keys.
  const options = { idempotencyKey, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) };
  const { data, error, headers } = await resend().batch.send(payload, options);
  return { data: data?.data ?? null, error, headers };
}

/** Waits until the provider's rate limit permits another request. */
async function waitForTurn() {
  const wait = nextRequestAt - Date.now();
  nextRequestAt = Math.max(nextRequestAt, Date.now()) + MIN_INTERVAL_MS;
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}
