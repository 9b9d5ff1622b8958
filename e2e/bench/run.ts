import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { times } from "./client";
import { startEmptyApp, withApp } from "./environment";
import { Report } from "./report";
import * as scenarios from "./scenarios";

// Measures the app and a reference in the same run on the same machine: a ratio can be compared between machines, a
// plain figure can't.

const DEFAULT_COST = 12;
const DEFAULT_COST_SETTINGS = { BCRYPT_COST: String(DEFAULT_COST) };
const LOWEST_COST_SETTINGS = { BENCHMARK_BCRYPT_COST: "4" };

const FULL: scenarios.Size = {
  hashes: 40,
  registrations: 80,
  seconds: 15,
  visits: 300,
  burst: 1_000,
  memory: [2_000, 20_000],
};
const SHORT: scenarios.Size = {
  hashes: 16,
  registrations: 24,
  seconds: 6,
  visits: 100,
  burst: 300,
  memory: [500, 1_500],
};

const { values: options } = parseArgs({ options: { short: { type: "boolean", default: false } } });
const size = options.short ? SHORT : FULL;

/** Measures how many hashes a second the worker threads compute without an app. */
async function measureHashesPerSecond(): Promise<number> {
  const { bcryptHash } = await import("@/lib/crypto/password-workers");
  const hash = () => bcryptHash("Qv7!mzorbit-lane", DEFAULT_COST, Number.POSITIVE_INFINITY);
  await times(availableParallelism(), availableParallelism(), hash);
  const start = performance.now();
  await times(size.hashes, 8, hash);
  return size.hashes / ((performance.now() - start) / 1000);
}

async function main(): Promise<Report> {
  const report = new Report();
  const hashesPerSecond = await measureHashesPerSecond();
  const empty = await startEmptyApp();
  await withApp({ variables: DEFAULT_COST_SETTINGS }, (app) =>
    scenarios.defaultCost(report, size, app, hashesPerSecond),
  );
  await withApp({ variables: LOWEST_COST_SETTINGS }, (app, services) =>
    scenarios.lowestCost(report, size, app, services, empty),
  );
  await withApp({ variables: LOWEST_COST_SETTINGS }, (app) => scenarios.memory(report, size, app));
  await withApp({ variables: LOWEST_COST_SETTINGS, isCounted: true }, (app, services) =>
    scenarios.burst(report, size, app, services),
  );
  await withApp({ variables: { ...DEFAULT_COST_SETTINGS, PASSWORD_QUEUE_LENGTH: "8" } }, (app, services) =>
    scenarios.overload(report, app, services),
  );
  await withApp({}, (app) => scenarios.pageWeight(report, app, empty));
  await empty.end("SIGTERM");
  report.print();
  return report;
}

process.exit((await main()).hasFailed ? 1 : 0);
