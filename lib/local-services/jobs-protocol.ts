import { createHash, createHmac } from "node:crypto";

/** An event. A repeated ID is ignored for 24 hours. https://www.inngest.com/docs/events */
export type JobEvent = { id: string; name: string; data: Record<string, unknown>; ts: number };

/** A function as the SDK registers it. */
export type JobFunction = {
  id: string;
  triggers: { event?: string; cron?: string }[];
  concurrency?: number | { limit: number };
  steps: { step: { runtime: { url: string }; retries?: { attempts?: number } } };
};

/** A step that the app reports as finished or asks for in its response to one call. */
export type Operation = {
  id: string;
  op: string;
  name?: string;
  data?: unknown;
  error?: unknown;
  /** The id as the function names it. The index counts the steps before that had the same one. */
  userland?: { id: string; index?: number };
};

const KEY_PREFIX = /^signkey-\w+-/;
const UNITS_MS = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const;
const DEFAULT_RETRIES = 3;
// Inngest's own back-off, used when the app names no delay.
const BACK_OFF_MS = [15_000, 30_000, 60_000, 120_000, 300_000, 600_000];

/** Returns the `x-inngest-signature` header for a body. */
export function signature(signingKey: string, body: string): string {
  const time = Math.floor(Date.now() / 1000);
  const key = signingKey.replace(KEY_PREFIX, "");
  return `t=${time}&s=${createHmac("sha256", key).update(`${body}${time}`).digest("hex")}`;
}

/** Returns the `authorization` header with which the SDK registers its functions. */
export function bearer(signingKey: string): string {
  const prefix = KEY_PREFIX.exec(signingKey)?.[0] ?? "";
  const key = Buffer.from(signingKey.slice(prefix.length), "hex");
  return `Bearer ${prefix}${createHash("sha256").update(key).digest("hex")}`;
}

/** Serializes JSON with sorted keys (RFC 8785), the form that the SDK verifies the signature of. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  const pairs = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${pairs.join(",")}}`;
}

/** Returns how long a `Sleep` lasts, from a duration such as `"1h30m"` or an ISO time. */
export function sleepMs(name: string): number {
  if (/^\d{4}-/.test(name)) return Math.max(0, Date.parse(name) - Date.now());
  let total = 0;
  for (const [, amount, unit] of name.matchAll(/(\d+)([wdhms])/g)) {
    total += Number(amount) * UNITS_MS[unit as keyof typeof UNITS_MS];
  }
  return total;
}

/** Returns the delay before a retry, from `retry-after` (seconds or an ISO time) or Inngest's back-off. */
export function retryMs(retryAfter: string | null, attempt: number): number {
  if (retryAfter === null) return BACK_OFF_MS[Math.min(attempt, BACK_OFF_MS.length - 1)] ?? 0;
  return /^\d+$/.test(retryAfter)
    ? Number(retryAfter) * 1000
    : Math.max(0, Date.parse(retryAfter) - Date.now());
}

export function maxAttempts({ steps }: JobFunction): number {
  return (steps.step.retries?.attempts ?? DEFAULT_RETRIES) + 1;
}

export function concurrencyOf({ concurrency }: JobFunction): number {
  return typeof concurrency === "object" ? concurrency.limit : (concurrency ?? Number.POSITIVE_INFINITY);
}
