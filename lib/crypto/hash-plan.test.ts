import { describe, expect, it } from "vitest";
import { inOrder, type Load, type Place, planQueue } from "./hash-plan";

let count = 0;
/** A place of a new client at a new account, which can wait for 2 seconds and takes 250 ms. */
const place = (given: Partial<Place> = {}): Place => ({
  standing: "stranger",
  purpose: "login",
  account: `account ${++count}`,
  client: `client ${count}`,
  turn: 0,
  deadline: 2_000,
  workMs: 250,
  ...given,
});
const load: Load = {
  now: 0,
  threads: 2,
  running: [],
  busyMs: 0,
  maxPending: 64,
  lastStarted: new Map(),
};

describe("the order of the queue", () => {
  it("is known people, then familiar clients, then strangers, each by turn", () => {
    const strangers = [place({ turn: 3 }), place({ turn: 9 })];
    const familiar = place({ standing: "familiar", turn: 8 });
    const known = [place({ standing: "known", turn: 5 }), place({ standing: "known", turn: 7 })];
    expect(inOrder([...strangers.toReversed(), familiar, ...known.toReversed()], new Map())).toEqual([
      ...known,
      familiar,
      ...strangers,
    ]);
  });

  it("alternates between the purposes of strangers, beginning with the one that had its turn longer ago", () => {
    const logins = [1, 2, 3].map((turn) => place({ turn }));
    const registration = place({ turn: 9, purpose: "registration" });
    const waiting = [...logins, registration];
    const [first, second, third] = logins;
    const lastStarted = new Map([["login", 5] as const]);
    expect(inOrder(waiting, lastStarted)).toEqual([registration, first, second, third]);
    lastStarted.clear();
    const afterRegistration = new Map([["registration", 5] as const]);
    expect(inOrder(waiting, afterRegistration)).toEqual([first, registration, second, third]);
  });
});

describe("the plan of the queue", () => {
  it("refuses whoever can't start within 2 seconds, with the time that it would take", () => {
    const waiting = Array.from({ length: 30 }, (_, turn) => place({ turn }));
    const { kept, refused } = planQueue(waiting, load);
    // Two threads compute 8 hashes a second.
    expect(kept).toEqual(waiting.slice(0, 17));
    expect(refused.map(({ place }) => place)).toEqual(waiting.slice(17));
    expect(refused[0]?.waitMs).toBe(2_125);
  });

  it("counts the time that running hashes still take", () => {
    const running = [place(), place()];
    expect(planQueue([place({ deadline: 100 })], { ...load, running, busyMs: 100 }).kept).toHaveLength(1);
    expect(planQueue([place({ deadline: 100 })], { ...load, running, busyMs: 300 }).kept).toHaveLength(0);
  });

  it("lets someone in who has an earlier turn, and refuses whoever no longer starts in time", () => {
    const waiting = Array.from({ length: 17 }, () => place({ turn: 1 }));
    const known = place({ standing: "known", turn: 9 });
    const { kept, refused } = planQueue([...waiting, known], load);
    expect(kept).toEqual([known, ...waiting.slice(0, 16)]);
    expect(refused.map(({ place }) => place)).toEqual(waiting.slice(16));
  });

  it("keeps no more than the limit, running hashes included", () => {
    const waiting = Array.from({ length: 9 }, (_, turn) => place({ turn }));
    const { kept } = planQueue(waiting, { ...load, running: [place()], maxPending: 4 });
    expect(kept).toEqual(waiting.slice(0, 3));
  });

  it.each(["account", "client"])("keeps four places for one %s, running hashes included", (subject) => {
    const ofOne = Array.from({ length: 9 }, () => place({ [subject]: "the same" }));
    const running = [place({ [subject]: "the same" })];
    const others = [place(), place()];
    const { kept } = planQueue([...ofOne, ...others], { ...load, running });
    expect(kept).toEqual([...ofOne.slice(0, 3), ...others]);
  });

  it("leaves the owner of an account their places, whatever strangers do with it", () => {
    const account = "a popular one";
    const strangers = Array.from({ length: 9 }, () => place({ account }));
    const owner = place({ standing: "known", account, client: strangers[0]?.client ?? "" });
    expect(planQueue([...strangers, owner], load).kept).toEqual([owner, ...strangers.slice(0, 4)]);
  });
});
