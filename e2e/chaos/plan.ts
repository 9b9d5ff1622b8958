import type { Fault } from "@/e2e/fault-proxy";
import { SERVICES, type Service } from "@/e2e/stack";
import type { FailPoint } from "@/lib/observability/fail-points";

/** The end of a process: at a step, when it comes there for the n-th time. */
export type Kill = { at: FailPoint; on: number };

/** A time in which a service is not as it should be. */
export type Outage =
  | { of: Service; fault: Exclude<Fault, "none">; forMs: number }
  /** The job engine ends, with all that it had in mind, and starts anew. */
  | { of: "jobs"; fault: "restart"; forMs: number }
  /** What the mail provider answers meanwhile, to all or to some; see `PUT /faults` of the mailbox. */
  | {
      of: "provider";
      fault: number | "hang" | "drop" | "accept-and-drop" | "accept-and-hang";
      share: number;
      forMs: number;
    };

export type Plan = { kills: Kill[]; outages: Outage[] };

export const FAIL_POINTS = [
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
] as const satisfies FailPoint[];

const PROVIDER_FAULTS = [500, 502, "hang", "drop", "accept-and-drop", "accept-and-hang"] as const;

/** The same plan for the same seed. */
export function planOf(random: () => number, kills: number, outages: number): Plan {
  const between = (least: number, most: number) => Math.floor(least + random() * (most - least + 1));
  const forMs = () => between(1_000, 4_000);
  const possible: Outage[] = [
    ...SERVICES.flatMap((of) =>
      (["refuse", "hang", "slow"] as const).map((fault) => ({ of, fault, forMs: forMs() })),
    ),
    ...PROVIDER_FAULTS.flatMap((fault) =>
      [1, 0.5].map((share) => ({ of: "provider" as const, fault, share, forMs: forMs() })),
    ),
    { of: "jobs", fault: "restart", forMs: 0 },
  ];
  return {
    kills: taken(shuffled(FAIL_POINTS, random), kills).map((at) => ({
      at,
      on: at.startsWith("register:") ? between(1, 3) : 1,
    })),
    outages: taken(shuffled(possible, random), outages),
  };
}

/** As many as wanted, from the first on again where there are not so many. */
function taken<Item>(items: Item[], count: number): Item[] {
  return Array.from({ length: count }, (_, index) => items[index % items.length] as Item);
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item);
}

/** Numbers from 0 to 1, alike for a seed: Mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
