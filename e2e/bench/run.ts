import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { PasswordWorkers } from "@/lib/crypto/password-workers";
import { benchAdmin } from "./admin";
import { benchAudit } from "./audit";
import { times } from "./client";
import { startEmptyApp, withApp } from "./environment";
import * as flood from "./flood";
import { benchIndexCost } from "./index-cost";
import { Report } from "./report";
import * as scenarios from "./scenarios";
import { secondFactors } from "./second-factors";
import { enumeration, type VerificationSize, verification } from "./verification";

// Measures the app and a reference in the same run on the same machine: a ratio can be compared between machines, a
// plain figure can't.

const DEFAULT_COST = 12;
const DEFAULT_COST_SETTINGS = { BCRYPT_COST: String(DEFAULT_COST) };
const LOWEST_COST_SETTINGS = { BENCHMARK_BCRYPT_COST: "4" };

type Size = scenarios.Size & flood.FloodSize & VerificationSize & { people: number };

const FULL: Size = {
  hashes: 40,
  registrations: 80,
  seconds: 15,
  visits: 300,
  burst: 1_000,
  memory: [2_000, 20_000],
  leadSeconds: 20,
  people: 240,
  verifications: 100,
  comparisons: 60,
};
const SHORT: Size = {
  hashes: 16,
  registrations: 24,
  seconds: 6,
  visits: 100,
  burst: 300,
  memory: [500, 1_500],
  leadSeconds: 8,
  people: 60,
  verifications: 20,
  comparisons: 10,
};

const { values: options } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    /** Only the floods of logins and registrations. */
    flood: { type: "boolean", default: false },
    /** Only logins with second factors. */
    "second-factors": { type: "boolean", default: false },
    /** Only verification by code, and the times of answers in strict mode. */
    verification: { type: "boolean", default: false },
    /** Only the admin area, with a million users; with `--short`, with a hundred thousand. */
    admin: { type: "boolean", default: false },
    /** Only what the audit log costs a registration. */
    audit: { type: "boolean", default: false },
    /** Only what the indexes of the admin area cost a registration. */
    "index-cost": { type: "boolean", default: false },
  },
});
const size = options.short ? SHORT : FULL;

/**
 * Measures how many hashes a second the worker threads compute without an app.
 *
 * @param isPortable whether to compute with bcryptjs rather than native bcrypt
 */
async function measureHashesPerSecond(isPortable: boolean): Promise<number> {
  const workers = new PasswordWorkers(availableParallelism(), isPortable);
  const hash = () => workers.run({ password: "Qv7!mzorbit-lane", cost: DEFAULT_COST });
  await times(workers.size, workers.size, hash);
  const start = performance.now();
  await times(size.hashes, workers.size, hash);
  return size.hashes / ((performance.now() - start) / 1000);
}

async function main(): Promise<Report> {
  const report = new Report();
  const part = (["flood", "verification", "second-factors"] as const).find((name) => options[name]);
  const isWanted = (name: typeof part) => !part || part === name;
  if (!part) await measureThroughput(report);
  if (isWanted("second-factors")) await measureSecondFactors(report);
  if (isWanted("verification")) await measureVerification(report);
  if (isWanted("flood")) await measureFloods(report);
  report.print();
  return report;
}

async function measureThroughput(report: Report) {
  const portableHashesPerSecond = await measureHashesPerSecond(true);
  const hashesPerSecond = await measureHashesPerSecond(false);
  report.add("hashes/s of native bcrypt vs. bcryptjs (cost 12)", hashesPerSecond, portableHashesPerSecond, {
    min: 1.25,
  });
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
  await withApp({ variables: { MFA_REQUIRED_FOR: "none" } }, (app, services) =>
    scenarios.pageWeight(report, app, services, empty),
  );
  await empty.end("SIGTERM");
}

async function measureSecondFactors(report: Report) {
  await withApp(
    { variables: { ...LOWEST_COST_SETTINGS, PASSKEY_CLIENT_RATE_LIMIT: "1000/1m" } },
    (app, services) => secondFactors(report, size, app, services),
  );
}

async function measureVerification(report: Report) {
  await withApp({ variables: LOWEST_COST_SETTINGS, isCounted: true }, (app, services) =>
    verification(report, size, app, services),
  );
  await withApp({ variables: { ...DEFAULT_COST_SETTINGS, ENUMERATION: "strict" } }, (app, services) =>
    enumeration(report, size, app, services),
  );
}

async function measureFloods(report: Report) {
  await withApp({ variables: DEFAULT_COST_SETTINGS }, (app, services) =>
    flood.guessing(report, size, app, services),
  );
  // With the default limit, each address would soon get 429 rather than compete for the threads.
  await withApp(
    { variables: { ...DEFAULT_COST_SETTINGS, REGISTRATION_RATE_LIMIT: "1000/1m" } },
    (app, services) => flood.registering(report, size, app, services),
  );
}

async function hasPassed(): Promise<boolean> {
  if (options.audit) return options.short ? benchAudit(300, 3) : benchAudit(1_500, 6);
  if (options["index-cost"]) return benchIndexCost();
  if (options.admin) return benchAdmin(options.short ? 100_000 : undefined);
  return !(await main()).hasFailed;
}

process.exit((await hasPassed()) ? 0 : 1);
