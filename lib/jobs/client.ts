import { Inngest } from "inngest";
import { env } from "@/lib/config/env";
import { log } from "@/lib/observability/log";

const TIMEOUT_MS = 3_000;

let made: Inngest | undefined;

/** The job engine, wherever `INNGEST_BASE_URL` points; Inngest's own cloud where it is not set. */
export function inngest(): Inngest {
  const { INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, INNGEST_DEV } = env();
  made ??= new Inngest({
    id: "real-mfa",
    baseUrl: INNGEST_BASE_URL,
    eventKey: INNGEST_EVENT_KEY,
    signingKey: INNGEST_SIGNING_KEY,
    isDev: INNGEST_DEV ?? false,
    fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
    logger: log,
  });
  return made;
}

/** Says that mails wait in the database. It carries nothing: whoever hears it looks for itself. */
export const EMAIL_QUEUED = "mail/waiting";
