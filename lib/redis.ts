import { Redis } from "@upstash/redis";
import { env } from "./env";

const TIMEOUT_MS = 900;

let client: Redis | undefined;

/** Redis over Upstash's REST protocol. A call that gets no answer fails within a second and is not repeated. */
export function redis(): Redis {
  client ??= new Redis({
    url: env().UPSTASH_REDIS_REST_URL,
    token: env().UPSTASH_REDIS_REST_TOKEN,
    // `false` would still try twice.
    retry: { retries: 0 },
    signal: () => AbortSignal.timeout(TIMEOUT_MS),
    enableTelemetry: false,
  });
  return client;
}
