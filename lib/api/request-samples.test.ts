import { execFileSync } from "node:child_process";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { OPERATIONS } from "./operations";
import { requestSamples } from "./request-samples";

const ORIGIN = "https://accounts.example.com";
const TOKEN = "the-token";

/** What a sample sends. */
type Sent = { url: string; method: string; headers: Record<string, string>; body: string | undefined };

/** Runs a curl sample with a shell in which `curl` prints its arguments, and reads them. */
function sentByCurl(sample: string): Sent {
  const script = `curl() { printf '%s\\0' "$@"; }; TOKEN=${TOKEN}; ${sample}`;
  const words = execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
  const sent: Sent = { url: "", method: "", headers: {}, body: undefined };
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    if (!word.startsWith("-")) sent.url = word;
    else {
      const value = words[++index] ?? "";
      if (word === "-X") sent.method = value;
      if (word === "-H") sent.headers[value.split(": ")[0] ?? ""] = value.split(": ")[1] ?? "";
      if (word === "-d" || word === "--data-binary") sent.body = value;
    }
  }
  sent.method ||= sent.body === undefined ? "GET" : "POST";
  return sent;
}

/** Runs a `fetch` sample with a `fetch` that notes its arguments. */
async function sentByFetch(sample: string): Promise<Sent> {
  const sent: Sent = { url: "", method: "GET", headers: {}, body: undefined };
  const fetch = async (url: string, options: Partial<Sent> = {}) => {
    Object.assign(sent, { url, ...options });
    return { json: async () => ({}), blob: async () => ({}) };
  };
  await runInNewContext(`(async () => { ${sample} })()`, { fetch, token: TOKEN, file: "@picture.jpg" });
  return { ...sent, headers: { ...sent.headers } };
}

describe("requestSamples", () => {
  it.each(OPERATIONS)("writes requests of $id that send its example", async (operation) => {
    const { curl, fetch } = requestSamples(operation, ORIGIN);
    const sent = sentByCurl(curl);
    expect(await sentByFetch(fetch)).toEqual({
      ...sent,
      body: sent.body === undefined || operation.requestContentTypes ? sent.body : compact(sent.body),
    });
    expect(sent.method).toBe(operation.method.toUpperCase());
    expect(sent.url.startsWith(`${ORIGIN}/api/`)).toBe(true);
    expect(sent.url).not.toContain("{");
    expect(sent.headers.Authorization).toBe(operation.requiresAuth && `Bearer ${TOKEN}`);
    if (operation.bodyExample) expect(JSON.parse(sent.body ?? "")).toEqual(operation.bodyExample);
  });
});

const compact = (json: string) => JSON.stringify(JSON.parse(json));
