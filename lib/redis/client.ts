import { Redis, type RedisConfigNodejs, type Requester } from "@upstash/redis";
import { env } from "@/lib/config/env";
import { describeError } from "@/lib/observability/log";
import { timeoutSignal } from "@/lib/time/timeout-signal";

/** So that no command waits for too many others, nor fails with them. */
const MAX_PIPELINE_LENGTH = 16;

type Request = Parameters<Requester["request"]>[0];
type Reply = Awaited<ReturnType<Requester["request"]>>;
type Waiting = { command: unknown; answer: (reply: Reply) => void; fail: (error: unknown) => void };

/**
 * Upstash's client, sending as one pipeline what all requests ask for in one turn of the event loop. Its
 * own pipelining gathers what is asked for between two callbacks, which is seldom more than one command.
 */
class BatchingRedis extends Redis {
  constructor(config: RedisConfigNodejs) {
    super({ ...config, enableAutoPipelining: false });
    this.client = batchingTransport(this.client);
  }
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
      // With a path, it is a pipeline already.
      (request.path ? transport.request(request) : join(request.body)) as ReturnType<
        typeof transport.request<Value>
      >,
  };
}

async function sendPipeline(transport: Requester, together: Waiting[]): Promise<void> {
  const body = together.map(({ command }) => command);
  try {
    // The type knows single commands only; a pipeline's answer is an array of theirs.
    const replies = (await transport.request({ path: ["pipeline"], body })) as Reply[];
    for (const [index, { answer }] of together.entries()) answer(replies[index] ?? { error: "No answer." });
  } catch (error) {
    // Each with an error of their own, and without what the others asked for.
    for (const { fail } of together) fail(new Error(describeError(error)));
  }
}

// Next loads a module anew for each of its bundles; who gathers is to be there once.
const shared = globalThis as { redis?: Redis };

/** Redis over Upstash's REST protocol. A call that gets no answer in time fails and is not repeated. */
export function redis(): Redis {
  const { UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN, REDIS_TIMEOUT_MS } = env();
  shared.redis ??= new BatchingRedis({
    url: UPSTASH_REDIS_REST_URL,
    token: UPSTASH_REDIS_REST_TOKEN,
    // `false` would still try twice.
    retry: { retries: 0 },
    signal: () => timeoutSignal(REDIS_TIMEOUT_MS),
    enableTelemetry: false,
  });
  return shared.redis;
}
