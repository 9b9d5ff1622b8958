import { Inngest } from "inngest";
import { env } from "@/lib/config/env";
import { log } from "@/lib/observability/log";

const TIMEOUT_MS = 3_000;

let client: Inngest | undefined;

/** Returns the client of the job engine at `INNGEST_BASE_URL`, which defaults to Inngest Cloud. */
export function inngest(): Inngest {
  const { INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, INNGEST_DEV } = env();
  client ??= new Inngest({
    id: "real-mfa",
    baseUrl: INNGEST_BASE_URL,
    eventKey: INNGEST_EVENT_KEY,
    signingKey: INNGEST_SIGNING_KEY,
    isDev: INNGEST_DEV ?? false,
    fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
    logger: log,
  });
  return client;
}

/** The event that is sent after somebody asked for an action on many users. It has no data: the job reads the table. */
export const BULK_JOB_CREATED = "admin/bulk-job.created";

/** The event that is sent after emails were queued. It has no data: the delivery job reads the outbox. */
export const EMAIL_QUEUED = "email/queued";
