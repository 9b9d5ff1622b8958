/** Who asks for a hash, from the first to be served to the last. */
export const STANDINGS = [
  /** Someone with a session, a valid link, or a device that has logged in to the account. */
  "known",
  /** A client whose address has lately logged in to the account. */
  "familiar",
  "stranger",
] as const;

export type Standing = (typeof STANDINGS)[number];

/** What a hash is for. Among strangers, each purpose has the same share of the threads. */
export type Purpose = "login" | "registration" | "account";

/** On whose behalf a hash is computed. */
export type Admission = {
  standing: Standing;
  purpose: Purpose;
  /** The account, existing or not: an email address or a user ID. */
  account: string;
  /** The IP address as rate limits count it. */
  client: string;
  /** Aborted once the client has closed the connection. */
  signal?: AbortSignal | undefined;
};

/** A place in the queue. Times are in milliseconds. */
export type Place = Omit<Admission, "signal"> & {
  /** The lower, the sooner, among those of the same standing. */
  turn: number;
  /** The latest time for a thread to start. */
  deadline: number;
  /** How long a thread will take. */
  workMs: number;
};

/** The state of the threads. */
export type Load = {
  now: number;
  threads: number;
  running: readonly Place[];
  /** The time that the running hashes still take, added up. */
  busyMs: number;
  /** How many hashes may be waiting and running. */
  maxPending: number;
  /** When a stranger's hash of each purpose was last started. */
  lastStarted: ReadonlyMap<Purpose, number>;
};

export type Plan<Waiting> = {
  /** In the order in which they will start. */
  kept: Waiting[];
  refused: { place: Waiting; waitMs: number }[];
};

/** How many hashes one account, and one client, can have waiting and running. */
const PLACES = 4;

/**
 * Puts the waiting hashes in the order in which they will start. Strangers take turns by purpose, so that a flood of
 * registrations leaves room for logins.
 */
export function inOrder<Waiting extends Place>(
  waiting: readonly Waiting[],
  lastStarted: Load["lastStarted"],
): Waiting[] {
  const counts = new Map<Purpose, number>();
  return [...waiting]
    .sort((left, right) => left.turn - right.turn)
    .map((place) => {
      const round = place.standing === "stranger" ? (counts.get(place.purpose) ?? 0) : 0;
      if (place.standing === "stranger") counts.set(place.purpose, round + 1);
      return { place, round };
    })
    .sort(
      (left, right) =>
        STANDINGS.indexOf(left.place.standing) - STANDINGS.indexOf(right.place.standing) ||
        left.round - right.round ||
        (left.place.standing === "stranger"
          ? (lastStarted.get(left.place.purpose) ?? 0) - (lastStarted.get(right.place.purpose) ?? 0)
          : 0),
    )
    .map(({ place }) => place);
}

/**
 * Decides who keeps a place in the queue: whoever can start before their deadline, within the number of places that
 * there are for all, for one account and for one client.
 */
export function planQueue<Waiting extends Place>(waiting: readonly Waiting[], load: Load): Plan<Waiting> {
  const plan: Plan<Waiting> = { kept: [], refused: [] };
  const taken = new Map<string, number>();
  const take = (place: Place) => {
    for (const holder of holdersOf(place)) taken.set(holder, (taken.get(holder) ?? 0) + 1);
  };
  for (const place of load.running) take(place);
  let aheadMs = load.busyMs;
  for (const place of inOrder(waiting, load.lastStarted)) {
    const pending = load.running.length + plan.kept.length;
    const waitMs = pending < load.threads ? 0 : aheadMs / load.threads;
    const hasPlace =
      pending < load.maxPending && holdersOf(place).every((holder) => (taken.get(holder) ?? 0) < PLACES);
    if (hasPlace && load.now + waitMs <= place.deadline) {
      plan.kept.push(place);
      take(place);
      aheadMs += place.workMs;
    } else plan.refused.push({ place, waitMs });
  }
  return plan;
}

// Strangers who guess at an account take no places from its owner, and neither do other people behind the same address
// from whoever has proven who they are.
function holdersOf({ standing, purpose, account, client }: Place): string[] {
  const ofAccount = `account ${standing} ${purpose} ${account}`;
  return standing === "known" ? [ofAccount] : [ofAccount, `client ${client}`];
}
