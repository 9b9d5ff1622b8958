import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Redis } from "ioredis";
import RedisMock from "ioredis-mock";
import { type LocalServer, readBody, sendJson, serveLocally } from "./http";
import { makePrivate, writePrivateFile } from "./private-files";

type Command = (string | number)[];
type Reply = { result: unknown } | { error: string };
type Options = {
  token: string;
  /** The URL of a real Redis to use instead of one in this process. */
  redisUrl?: string;
  /** The file in which a Redis in this process saves its strings when it stops. */
  file?: string;
  /** Defaults to a free port. */
  port?: number;
};

// Only Upstash understands this first line of a script. https://upstash.com/docs/redis/overall/compare
const UPSTASH_FLAGS = /^#!lua[^\n]*\n/;

/** Starts Redis behind Upstash's REST protocol: one command per POST, or several to /pipeline or /multi-exec. */
export async function startRedis({ token, redisUrl, file, port }: Options): Promise<LocalServer> {
  const redis = redisUrl ? new Redis(redisUrl) : new RedisMock();
  if (file && !redisUrl) await restore(redis, file);
  const stats = { commands: 0 };
  const server = await serveLocally(
    (request, response) => handle(redis, token, stats, request, response),
    port,
  );
  return {
    url: server.url,
    close: async () => {
      await server.close();
      if (file && !redisUrl) await save(redis, file);
      redis.disconnect();
    },
  };
}

async function handle(
  redis: Redis,
  token: string,
  stats: { commands: number },
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (request.url === "/stats") return sendJson(response, 200, { redisCommands: stats.commands });
  if (request.headers.authorization !== `Bearer ${token}`)
    return sendJson(response, 401, { error: "Unauthorized" });
  const body: unknown = JSON.parse((await readBody(request)) || "[]");
  const isBase64 = request.headers["upstash-encoding"] === "base64";
  const encode = (reply: Reply) =>
    isBase64 && "result" in reply ? { result: toBase64(reply.result) } : reply;
  const commands = (request.url === "/" ? [body] : body) as Command[];
  for (const command of commands) stats.commands += costOf(command);
  switch (request.url) {
    case "/": {
      const reply = encode(await run(redis, body as Command));
      return sendJson(response, "error" in reply ? 400 : 200, reply);
    }
    case "/pipeline": {
      const replies: Reply[] = [];
      for (const command of body as Command[]) replies.push(encode(await run(redis, command)));
      return sendJson(response, 200, replies);
    }
    case "/multi-exec": {
      const [error, replies] = await runAll(redis, body as Command[]);
      return error ? sendJson(response, 400, { error }) : sendJson(response, 200, replies.map(encode));
    }
    default:
      return sendJson(response, 404, { error: "Not found." });
  }
}

/**
 * Counts commands as Upstash bills them: a script is one command, and so is each command that it calls.
 * A script with branches may call fewer. One that loops over its keys calls them for each.
 */
function costOf([name = "", script = "", keys = 0]: Command): number {
  if (!/^eval/i.test(String(name))) return 1;
  const calls = String(script).match(/redis\.call\(/g)?.length ?? 0;
  return 1 + calls * (String(script).includes("ipairs(KEYS)") ? Number(keys) : 1);
}

async function run(redis: Redis, [name = "", ...parameters]: Command): Promise<Reply> {
  try {
    return { result: await commandMethod(redis, name)(...prepare(String(name), parameters)) };
  } catch (error) {
    return { error: `ERR ${error instanceof Error ? error.message : String(error)}` };
  }
}

async function runAll(
  redis: Redis,
  commands: Command[],
): Promise<[error: string | undefined, replies: Reply[]]> {
  const transaction = redis.multi();
  for (const [name = "", ...parameters] of commands)
    commandMethod(transaction, name)(...prepare(String(name), parameters));
  try {
    const results = (await transaction.exec()) ?? [];
    return [undefined, results.map(([error, result]) => (error ? { error: error.message } : { result }))];
  } catch (error) {
    return [String(error), []];
  }
}

/** Finds the client method of a command. ioredis-mock has no `call` method that takes any command. */
function commandMethod(redis: object, name: string | number): (...parameters: string[]) => unknown {
  const found: unknown = Reflect.get(redis, String(name).toLowerCase());
  if (typeof found !== "function") throw new Error(`unknown command '${name}'`);
  return found.bind(redis);
}

function prepare(name: string, parameters: Command): string[] {
  const texts = parameters.map(String);
  // ioredis-mock understands the options of SET in upper case only.
  if (/^set$/i.test(name)) return texts.map((text, index) => (index < 2 ? text : text.toUpperCase()));
  const isScript =
    /^(eval|eval_ro)$/i.test(name) || (/^script$/i.test(name) && /^load$/i.test(texts[0] ?? ""));
  return isScript ? texts.map((text) => text.replace(UPSTASH_FLAGS, "")) : texts;
}

function toBase64(result: unknown): unknown {
  if (Array.isArray(result)) return result.map(toBase64);
  return typeof result === "string" && result !== "OK" ? Buffer.from(result).toString("base64") : result;
}

type Saved = { key: string; value: string; expiresAt: number };

/** Saves the strings that expire, which are the tokens of links and the logs of rate limits. */
async function save(redis: Redis, file: string) {
  const saved: Saved[] = [];
  for (const key of await redis.keys("*")) {
    const ttl = await redis.pttl(key);
    const value = (await redis.type(key)) === "string" ? await redis.get(key) : null;
    if (value !== null && ttl > 0) saved.push({ key, value, expiresAt: Date.now() + ttl });
  }
  writePrivateFile(file, JSON.stringify(saved));
}

async function restore(redis: Redis, file: string) {
  if (!existsSync(file)) return;
  makePrivate(file);
  for (const { key, value, expiresAt } of JSON.parse(readFileSync(file, "utf8")) as Saved[]) {
    if (expiresAt > Date.now()) await redis.set(key, value, "PX", expiresAt - Date.now());
  }
}
