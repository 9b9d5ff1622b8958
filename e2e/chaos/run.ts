import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { startStack } from "@/e2e/stack";
import { BulkJobs } from "./bulk-jobs";
import { APP_SETTINGS, FaultInjector } from "./faults";
import { checkInvariants, countUnsettledEmails, type Invariant } from "./invariants";
import { createPlan, createRandom } from "./plan";
import { SimulatedUsers } from "./users";

// Kills the app at its fail points and makes its services fail while users register. Then checks that nothing
// was lost or sent twice.

const PORT = 4330;
const APP_URL = `http://localhost:${PORT}`;
const CLIENTS = 4;
// The lease of a batch whose worker was killed, a back-off of a minute, and the interval of the schedule.
const RECOVERY_TIMEOUT_MS = 6 * 60_000;
const MAX_VIOLATIONS_SHOWN = 10;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e9)) },
    kills: { type: "string", default: "30" },
    outages: { type: "string", default: "17" },
  },
});

async function main(): Promise<boolean> {
  const seed = Number(values.seed);
  const random = createRandom(seed);
  const plan = createPlan(random, Number(values.kills), Number(values.outages));
  console.log(`Chaos test with seed ${seed}: ${plan.kills.length} kills, ${plan.outages.length} outages.`);
  console.log(
    `To repeat it: npm run test:chaos -- --seed ${seed} --kills ${values.kills} --outages ${values.outages}`,
  );
  const stack = await startStack({ appUrl: APP_URL });
  const database = new pg.Pool({ connectionString: stack.databaseUrl });

  // Fails at once if the app can't start at all.
  const firstApp = await stack.startApp(PORT, APP_SETTINGS);
  const bulkJobs = await BulkJobs.prepare(APP_URL, database);
  await firstApp.end("SIGTERM");
  const injector = new FaultInjector(stack, database, bulkJobs, PORT);
  await injector.start();
  const users = new SimulatedUsers(APP_URL, stack.mailboxUrl, CLIENTS, random);
  let kills = 0;
  let isKilling = true;
  const pendingOutages = injector.runOutages(plan.outages, () => isKilling);
  for (const kill of plan.kills) {
    if (await injector.kill(kill)) kills++;
  }
  isKilling = false;
  // The remaining outages need an app that meets them.
  const app = await stack.startApp(PORT, APP_SETTINGS);
  const outages = await pendingOutages;
  await users.stop();
  await bulkJobs.settle();
  const failures = [...users.failures].map(([outcome, count]) => `${outcome} (${count})`).join(", ");
  console.log(`Outcomes that the users retried: ${failures}.`);
  console.log(
    `${kills} of ${plan.kills.length} kills and ${outages.count} outages, of which no request met ${outages.unmet}; ${users.registered.length} registrations accepted in ${users.attempts} attempts.`,
  );

  const recoveryStart = Date.now();
  const deadline = recoveryStart + RECOVERY_TIMEOUT_MS;
  const countUnsettled = async () =>
    (await bulkJobs.countUnfinished()) + (await countUnsettledEmails(database));
  while (Date.now() < deadline && (await countUnsettled()) > 0) await wait(1_000);
  const recoverySeconds = Math.round((Date.now() - recoveryStart) / 1000);
  console.log(
    `The last job was finished, and the outcome of the last email known, ${recoverySeconds} s after the last fault.`,
  );

  const { longestDelayMs } = injector;
  const invariants = await checkInvariants(
    database,
    APP_URL,
    stack.mailboxUrl,
    users.registered,
    longestDelayMs,
  );
  invariants.push(await bulkJobs.checkInvariant());
  await app.end("SIGTERM");
  await database.end();
  await stack.close();
  const holds = report(invariants);
  const isConclusive =
    kills === plan.kills.length && outages.unmet === 0 && invariants.every(({ checked }) => checked > 0);
  if (!isConclusive) {
    console.log("Inconclusive: a fail point was not reached, an outage was not met, or nothing was checked.");
  }
  return isConclusive && holds;
}

/** Prints a line for each invariant, which `.ci/run` counts. Returns whether all of them hold. */
function report(invariants: Invariant[]): boolean {
  for (const { statement, checked, violations } of invariants) {
    console.log(`${violations.length === 0 ? "PASS" : "FAIL"}  ${statement} (${checked} checked)`);
    for (const violation of violations.slice(0, MAX_VIOLATIONS_SHOWN)) console.log(`      ${violation}`);
  }
  return invariants.every(({ violations }) => violations.length === 0);
}

process.exit((await main()) ? 0 : 1);
