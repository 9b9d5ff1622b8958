import pino from "pino";
import { logLevel } from "@/lib/config/env";

/**
 * The structured log: one JSON line per event, to standard output. Events carry ids, never secrets or personal data;
 * the names below are redacted as a safety net.
 */
export const log = pino({
  level: logLevel,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: ["password", "password2", "token", "cookie", "*.password", "*.token"],
    censor: "[secret]",
  },
});

/** Logs an unexpected error and returns the failure `unavailable`. */
export function unavailable(error: unknown): { ok: false; failure: { code: "unavailable" } } {
  log.error({ event: "unexpected_error", error: describeError(error) });
  return { ok: false, failure: { code: "unavailable" } };
}

/** Describes an error in one line, without the commands and replies that Upstash's client adds, which can contain secrets. */
export function describeError(error: unknown): string {
  return String(error).replace(/, command was:.*$|(?<=Unable to parse response body):.*$/s, "");
}
