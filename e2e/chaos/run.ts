import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { hasEnded, startStack } from "@/e2e/stack";
import { checkInvariants, unsettledMails } from "./invariants";
import { type Kill, type Outage, planOf, randomOf } from "./plan";
import { BOUNCES, TestUsers } from "./users";

// Kills the app at every step, and makes its services fail, while people register; then looks whether
// anything was lost or sent twice.

const PORT = 4330;
const APP_URL = `http://localhost:${PORT}`;
const QUEUES = 4;
// The lease of a batch whose sender died, a minute's wait after a failed attempt, and some of the schedule.
const PATIENCE_MS = 6 * 60_000;
const PAUSE_BETWEEN_OUTAGES_MS = 1_500;
/** How long a process lives at most for its step to come, and a fault for newUser to meet it. */
const LONGEST_LIFE_MS = 180_000;
const LONGEST_OUTAGE_MS = 180_000;
/** Every mail is told of twice, in any order; some come back. */
const USUAL = { disorderlyWebhooks: true, bounce: BOUNCES };

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e9)) },
    kills: { type: "string", default: "26" },
    outages: { type: "string", default: "17" },
  },
});

type Fixtures = Awaited<ReturnType<typeof startStack>>;

async function main() {
  const seed = Number(values.seed);
  const random = randomOf(seed);
  const plan = planOf(random, Number(values.kills), Number(values.outages));
  console.log(`Chaos with seed ${seed}: ${plan.kills.length} kills, ${plan.outages.length} outages.`);
  console.log(
    `To see it again: npm run test:chaos -- --seed ${seed} --kills ${values.kills} --outages ${values.outages}`,
  );
  const fixtures = await startStack({ appUrl: APP_URL });
  const database = new pg.Pool({ connectionString: fixtures.databaseUrl });

  await fixtures.startApp(PORT, SETTINGS).then((app) => app.end("SIGTERM"));
  await fixtures.setMailFaults(USUAL);
  const people = new TestUsers(APP_URL, fixtures.mailboxUrl, QUEUES, random);
  let kills = 0;
  let areKillsOver = false;
  const trouble = cause(fixtures, database, plan.outages, () => areKillsOver);
  for (const kill of plan.kills) {
    if (await liveAndDie(fixtures, kill, database)) kills++;
  }
  areKillsOver = true;
  // What is left of the outages needs newUser to meet it.
  const app = await fixtures.startApp(PORT, SETTINGS);
  const { outages, unmet } = await trouble;
  await people.end();
  const setbacks = [...people.setbacks].map(([what, count]) => `${what} ${count} times`).join(", ");
  console.log(`Before their answer, people got: ${setbacks}.`);
  console.log(
    `${kills} kills, each at its step, and ${outages} outages are over, of which ${unmet} met nobody; ${people.registered.length} people were answered 201, in ${people.attempts} attempts.`,
  );

  const calm = Date.now();
  while (Date.now() < calm + PATIENCE_MS && (await unsettledMails(database)) > 0) await wait(1_000);
  console.log(
    `All is well again; what became of the last mail was known ${Math.round((Date.now() - calm) / 1000)} s later.`,
  );

  const invariants = await checkInvariants(
    database,
    APP_URL,
    fixtures.mailboxUrl,
    people.registered,
    longestDelayMs,
  );
  await app.end("SIGTERM");
  await database.end();
  await fixtures.close();
  for (const { text, checked, broken } of invariants) {
    console.log(`${broken.length === 0 ? "holds " : "BROKEN"}  ${text} (${checked})`);
    for (const whose of broken.slice(0, 10)) console.log(`          ${whose}`);
  }
  const isProof =
    kills === plan.kills.length && unmet === 0 && invariants.every(({ checked }) => checked > 0);
  if (!isProof) console.log("This run proves nothing: too little happened.");
  return isProof && invariants.every(({ broken }) => broken.length === 0);
}

const SETTINGS = { BENCHMARK_BCRYPT_COST: "4" };

/** The longest that a mail was put off when newUser looked. */
let longestDelayMs = 0;

/** One life of the app, to its end at a step. Returns whether the step came. */
async function liveAndDie(fixtures: Fixtures, { at, on }: Kill, database: pg.Pool): Promise<boolean> {
  // Quotes, for a folder with spaces in its name.
  const hook = JSON.stringify(new URL("fail-points.mjs", import.meta.url).href);
  const app = await fixtures.startApp(PORT, {
    ...SETTINGS,
    NODE_OPTIONS: `--import ${hook}`,
    FAIL_AT: at,
    FAIL_ON: String(on),
  });
  const live = async () => {
    const born = Date.now();
    while (!hasEnded(app.process) && Date.now() < born + LONGEST_LIFE_MS) {
      await wait(100);
      // EmptyState wants to wait out the minutes of a lease before each kill.
      if (!at.startsWith("register:")) await letTimePass(database);
    }
  };
  // Nothing is put back while all goes well.
  if (at.startsWith("mail:release")) await withProvider(fixtures, { outage: 500 }, live);
  else await live();
  const wasReached = hasEnded(app.process);
  await app.end("SIGKILL");
  console.log(wasReached ? `  killed at ${at}` : `  ${at} did not come`);
  return wasReached;
}

let providerIsFree: Promise<unknown> = Promise.resolve();

/** Has the provider behave badly meanwhile; who else wants that waits. */
function withProvider<Value>(fixtures: Fixtures, faults: object, act: () => Promise<Value>): Promise<Value> {
  const done = providerIsFree.then(async () => {
    await fixtures.setMailFaults({ ...USUAL, ...faults });
    try {
      return await act();
    } finally {
      await fixtures.setMailFaults(USUAL);
    }
  });
  providerIsFree = done.catch(() => undefined);
  return done;
}

/** Ends the waits of mails that were put back; not the leases of those that newUser may be sending. */
async function letTimePass(database: pg.Pool) {
  const { rows } = await database.query<{ delay: number }>(
    `SELECT COALESCE(max(extract(epoch FROM next_attempt_at - now())), 0)::float * 1000 AS delay
     FROM outbox_emails WHERE state IN ('queued', 'sending')`,
  );
  longestDelayMs = Math.max(longestDelayMs, rows[0]?.delay ?? 0);
  await database.query("UPDATE outbox_emails SET next_attempt_at = now() WHERE state = 'queued'");
}

/** One outage after the other, each until newUser has met it, and from the first on again while processes still die. */
async function cause(fixtures: Fixtures, database: pg.Pool, outages: Outage[], areKillsOver: () => boolean) {
  let count = 0;
  let unmet = 0;
  while (count < outages.length || !areKillsOver()) {
    const outage = outages[count++ % outages.length] as Outage;
    await wait(PAUSE_BETWEEN_OUTAGES_MS);
    if (!(await endure(fixtures, database, outage))) unmet++;
  }
  return { outages: count, unmet };
}

/** Returns whether newUser met it. */
async function endure(fixtures: Fixtures, database: pg.Pool, outage: Outage): Promise<boolean> {
  const { of, fault, forMs } = outage;
  console.log(`  ${of}: ${fault} for ${forMs} ms`);
  if (fault === "restart") {
    await fixtures.restartJobs();
    return true;
  }
  const met = async () => (of === "provider" ? fixtures.mailFaultsGiven() : fixtures.proxies[of].met);
  const untilMet = async () => {
    const before = await met();
    const start = Date.now();
    await wait(forMs);
    while ((await met()) === before && Date.now() < start + LONGEST_OUTAGE_MS) {
      await wait(200);
      // While mails wait for their next attempt nobody asks for anything.
      await letTimePass(database).catch(() => undefined);
    }
    return (await met()) > before;
  };
  if (of === "provider")
    return withProvider(fixtures, { outage: fault, outageShare: outage.share }, untilMet);
  fixtures.proxies[of].set(fault);
  const wasMet = await untilMet();
  fixtures.proxies[of].set("none");
  return wasMet;
}

process.exit((await main()) ? 0 : 1);
