import pino from "pino";
import { logLevel } from "@/lib/config/env";

/**
 * The structured log: a JSON line an event, to standard output. Events carry ids; whatever could
 * open an account has no place here, and the names below are blanked should it slip in.
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

/** Logs what nobody expected, and turns it into the failure to apologise with. */
export function unavailable(error: unknown): { ok: false; failure: { code: "unavailable" } } {
  log.error({ event: "unavailable", error: describeError(error) });
  return { ok: false, failure: { code: "unavailable" } };
}

/** An error in a line, without the commands and answers that Upstash's client adds, in which there may be anything. */
export function describeError(error: unknown): string {
  return String(error).replace(/, command was:.*$|(?<=Unable to parse response body):.*$/s, "");
}
