import type { Fault } from "@/e2e/fault-proxy";
import { SERVICES, type Service } from "@/e2e/stack";
import type { FailPoint } from "@/lib/observability/fail-points";

/** Kills the app when it reaches a fail point for the `occurrence`-th time. */
export type Kill = { at: FailPoint; occurrence: number };

/** A fault that a service has for some time. */
export type Outage =
  | { service: Service; fault: Exclude<Fault, "none">; durationMs: number }
  /** Restarts the job engine, which loses its state. */
  | { service: "jobs"; fault: "restart"; durationMs: number }
  /** What the email provider does with all requests, or with a share of them; see `PUT /faults` of the mailbox. */
  | { service: "provider"; fault: ProviderFault; share: number; durationMs: number };

type ProviderFault = (typeof PROVIDER_FAULTS)[number];

export type Plan = { kills: Kill[]; outages: Outage[] };

const FAIL_POINTS = [
  "register:hash",
  "register:write",
  "register:written",
  "register:answer",
  "mail:claim",
  "mail:claimed",
  "mail:tokens-issued",
  "mail:send",
  "mail:sent",
  "mail:marked",
  "mail:release",
  "mail:released",
  "webhook:write",
  "webhook:written",
  "verify:write",
  "verify:written",
  "verify:marked",
  "bulk:collected",
  "bulk:marked",
  "bulk:acted",
] as const satisfies FailPoint[];

/** A kill comes at a random one of so many times, where more than one is certain to come. */
const MAX_OCCURRENCE: Partial<Record<FailPoint, number>> = {
  "register:hash": 3,
  "register:write": 3,
  "register:written": 3,
  "register:answer": 3,
  "bulk:marked": 50,
  "bulk:acted": 50,
};

const PROVIDER_FAULTS = [500, 502, "hang", "drop", "accept-and-drop", "accept-and-hang"] as const;
const MIN_OUTAGE_MS = 1_000;
const MAX_OUTAGE_MS = 4_000;

/** Plans kills and outages in random order. The same sequence of random numbers gives the same plan. */
export function createPlan(random: () => number, kills: number, outages: number): Plan {
  const between = (min: number, max: number) => Math.floor(min + random() * (max - min + 1));
  const durationMs = () => between(MIN_OUTAGE_MS, MAX_OUTAGE_MS);
  const possibleOutages: Outage[] = [
    ...SERVICES.flatMap((service) =>
      (["refuse", "hang", "slow"] as const).map((fault) => ({ service, fault, durationMs: durationMs() })),
    ),
    ...PROVIDER_FAULTS.flatMap((fault) =>
      [1, 0.5].map((share) => ({ service: "provider" as const, fault, share, durationMs: durationMs() })),
    ),
    { service: "jobs", fault: "restart", durationMs: 0 },
  ];
  return {
    kills: take(shuffle(FAIL_POINTS, random), kills).map((at) => ({
      at,
      occurrence: between(1, MAX_OCCURRENCE[at] ?? 1),
    })),
    outages: take(shuffle(possibleOutages, random), outages),
  };
}

/** Returns `count` items, starting over at the first if there are fewer. */
function take<Item>(items: Item[], count: number): Item[] {
  return Array.from({ length: count }, (_, index) => items[index % items.length] as Item);
}

function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ item }) => item);
}

/**
 * Returns a generator of pseudorandom numbers from 0 to 1 (Mulberry32), which repeats itself for the same seed.
 * https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
