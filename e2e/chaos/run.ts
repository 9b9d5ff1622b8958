import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { type App, hasEnded, startStack } from "../stack";
import { checkInvariants, mailsOnTheirWay } from "./invariants";
import { People } from "./people";
import { type Kill, type Outage, planOf } from "./plan";

// Kills the app at every step, and makes its services fail, while people register; then looks whether
// anything was lost or sent twice.

const PORT = 4330;
const APP_URL = `http://localhost:${PORT}`;
const QUEUES = 4;
// The lease of a batch whose sender died, a minute's wait after a failed attempt, and some of the schedule.
const PATIENCE_MS = 5 * 60_000;
const PAUSE_BETWEEN_OUTAGES_MS = 1_500;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e9)) },
    kills: { type: "string", default: "26" },
    outages: { type: "string", default: "17" },
  },
});

type House = Awaited<ReturnType<typeof startStack>>;

async function main() {
  const seed = Number(values.seed);
  const plan = planOf(seed, Number(values.kills), Number(values.outages));
  console.log(`Chaos with seed ${seed}: ${plan.kills.length} kills, ${plan.outages.length} outages.`);
  console.log(
    `To see it again: npm run test:chaos -- --seed ${seed} --kills ${values.kills} --outages ${values.outages}`,
  );
  const house = await startStack({ appUrl: APP_URL });
  const database = new pg.Client({ connectionString: house.databaseUrl });
  await database.connect();

  await house.startApp(PORT, SETTINGS).then((app) => app.end("SIGTERM"));
  const people = new People(APP_URL, house.mailboxUrl, QUEUES);
  let kills = 0;
  const trouble = cause(house, plan.outages);
  for (const kill of plan.kills) {
    kills += await liveAndDie(house, kill, database);
  }
  await trouble;
  const app = await house.startApp(PORT, SETTINGS);
  await people.end();
  const setbacks = [...people.setbacks].map(([what, count]) => `${what} ${count} times`).join(", ");
  console.log(`Before their answer, people got: ${setbacks}.`);
  console.log(
    `${kills} kills and ${plan.outages.length} outages are over; ${people.registered.length} people were answered 201, in ${people.attempts} attempts.`,
  );

  const calm = Date.now();
  while (Date.now() < calm + PATIENCE_MS && (await mailsOnTheirWay(database)) > 0) await wait(1_000);
  console.log(`All is well again; the last mail was sent ${Math.round((Date.now() - calm) / 1000)} s later.`);

  const invariants = await checkInvariants(database, APP_URL, house.mailboxUrl, people.registered);
  await app.end("SIGTERM");
  await database.end();
  await house.close();
  for (const { text, checked, broken } of invariants) {
    console.log(`${broken.length === 0 ? "holds " : "BROKEN"}  ${text} (${checked})`);
    for (const whose of broken.slice(0, 10)) console.log(`          ${whose}`);
  }
  const isProof = kills === plan.kills.length && invariants.every(({ checked }) => checked > 0);
  if (!isProof) console.log("This run proves nothing: too little happened.");
  return isProof && invariants.every(({ broken }) => broken.length === 0);
}

const SETTINGS = { BENCHMARK_BCRYPT_COST: "4" };

/** One life of the app, to its end at a step, or wherever it is when its time is over. */
async function liveAndDie(house: House, { at, on, afterMs }: Kill, database: pg.Client): Promise<number> {
  // Quotes, for a folder with spaces in its name.
  const hook = JSON.stringify(new URL("fail-points.mjs", import.meta.url).href);
  const app = await house.startApp(PORT, {
    ...SETTINGS,
    NODE_OPTIONS: `--import ${hook}`,
    FAIL_AT: at,
    FAIL_ON: String(on),
  });
  const born = Date.now();
  while (!hasEnded(app.process) && Date.now() < born + afterMs) {
    await wait(100);
    // Nobody wants to wait out the minutes of a lease before each kill.
    if (at.startsWith("mail:")) await letTimePass(database);
  }
  const where = hasEnded(app.process) ? `at ${at}` : `somewhere, as ${at} did not come`;
  await app.end("SIGKILL");
  console.log(`  killed ${where}`);
  return wasKilled(app) ? 1 : 0;
}

function wasKilled({ process }: App): boolean {
  return process.signalCode === "SIGKILL";
}

/** Ends the waits of mails that were put back; not the leases of those that somebody may be sending. */
async function letTimePass(database: pg.Client) {
  await database.query("UPDATE outgoing_mails SET next_attempt_at = now() WHERE state = 'waiting'");
}

async function cause(house: House, outages: Outage[]) {
  for (const outage of outages) {
    await wait(PAUSE_BETWEEN_OUTAGES_MS);
    console.log(`  ${outage.of}: ${outage.fault} for ${outage.forMs} ms`);
    if (outage.of === "provider") await house.setMailFaults({ outage: outage.fault });
    else house.proxies[outage.of].set(outage.fault);
    await wait(outage.forMs);
    if (outage.of === "provider") await house.setMailFaults({});
    else house.proxies[outage.of].set("none");
  }
}

process.exit((await main()) ? 0 : 1);
