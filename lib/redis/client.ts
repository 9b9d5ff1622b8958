import { Redis, type RedisConfigNodejs, type Requester } from "@upstash/redis";
import { env } from "@/lib/config/env";
import { describeError } from "@/lib/observability/log";
import { timeoutSignal } from "@/lib/time/timeout-signal";

/** How long commands fail at once after one got no reply in time, so that a request with several of them waits once. */
const PAUSE_AFTER_TIMEOUT_MS = 1_000;

/** Limits how many commands are delayed by, or fail with, the others of a pipeline. */
const MAX_PIPELINE_LENGTH = 16;

type Request = Parameters<Requester["request"]>[0];
type Reply = Awaited<ReturnType<Requester["request"]>>;
type Waiting = { command: unknown; answer: (reply: Reply) => void; fail: (error: unknown) => void };

/**
 * Upstash's client, with the commands of one turn of the event loop sent as one pipeline. The client's own automatic
 * pipelining only batches commands that are issued between two callbacks, which is rarely more than one.
 */
class BatchingRedis extends Redis {
  constructor(config: RedisConfigNodejs) {
    super({ ...config, enableAutoPipelining: false });
    this.client = batchingTransport(pausingTransport(this.client));
  }
}

/** A circuit breaker. Only timeouts open it: a refused connection fails at once anyway, and may be a single one. */
function pausingTransport(transport: Requester): Requester {
  let pausedUntil = 0;
  return {
    request: async <Value>(request: Request) => {
      if (Date.now() < pausedUntil) throw new Error("Redis did not reply in time a moment ago.");
      try {
        return await transport.request<Value>(request);
      } catch (error) {
        const isTimeout = error instanceof Error && error.name === "TimeoutError";
        if (isTimeout) pausedUntil = Date.now() + PAUSE_AFTER_TIMEOUT_MS;
        throw error;
      }
    },
  };
}

function batchingTransport(transport: Requester): Requester {
  const waiting: Waiting[] = [];
  const send = () => {
    while (waiting.length > 0) void sendPipeline(transport, waiting.splice(0, MAX_PIPELINE_LENGTH));
  };
  const join = (command: unknown) =>
    new Promise<Reply>((answer, fail) => {
      if (waiting.push({ command, answer, fail }) === 1) setImmediate(send);
    });
  return {
    request: <Value>(request: Request) =>
      // A request with a path is already a pipeline.
      (request.path ? transport.request(request) : join(request.body)) as ReturnType<
        typeof transport.request<Value>
      >,
  };
}

async function sendPipeline(transport: Requester, together: Waiting[]): Promise<void> {
  const body = together.map(({ command }) => command);
  try {
    // The type covers single commands only; a pipeline returns an array of replies.
    const replies = (await transport.request({ path: ["pipeline"], body })) as Reply[];
    for (const [index, { answer }] of together.entries()) answer(replies[index] ?? { error: "No reply." });
  } catch (error) {
    // Each command gets an error of its own, without the text of the other commands.
    for (const { fail } of together) fail(new Error(describeError(error)));
  }
}

// Next loads this module once per bundle, but batching needs one client per process.
const shared = globalThis as { redis?: Redis };

/** Returns the Redis client (Upstash's REST protocol). A call without a reply in time fails and is not retried. */
export function redis(): Redis {
  const { UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN, REDIS_TIMEOUT_MS } = env();
  shared.redis ??= new BatchingRedis({
    url: UPSTASH_REDIS_REST_URL,
    token: UPSTASH_REDIS_REST_TOKEN,
    // `retry: false` would still try twice.
    retry: { retries: 0 },
    signal: () => timeoutSignal(REDIS_TIMEOUT_MS),
    enableTelemetry: false,
  });
  return shared.redis;
}
