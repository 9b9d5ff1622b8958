import pg from "pg";
import { register } from "@/lib/registration/register";
import { startTestServices } from "@/lib/testing/test-services";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";
import { seed } from "./admin";

// What the indexes of the admin area cost a registration, at the lowest bcrypt cost, where it weighs the most.

const USERS = 100_000;
const ROUNDS = 6;
const REGISTRATIONS = 300;
const CLIENTS = 4;
const MAX_SHARE = 0.05;

const INDEXES = [
  "users_search",
  "users_staff",
  "users_suspended",
  "users_suspension_end",
  "users_deletion_scheduled",
  "users_with_two_factor",
  "users_last_login",
  "users_never_logged_in",
  "outbox_emails_undelivered",
];

async function registrationsPerSecond(): Promise<number> {
  let left = REGISTRATIONS;
  const start = performance.now();
  const client = async () => {
    while (left-- > 0) {
      const result = await register(validRegistration(), newRequestContext());
      if (!result.ok) throw new Error(`A registration failed: ${result.failure.code}`);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return REGISTRATIONS / ((performance.now() - start) / 1000);
}

const median = (values: number[]) =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

/**
 * Registers users with and without the indexes that the admin area needs, in turns, and prints both.
 *
 * @returns whether the indexes cost at most 5 % of the registrations a second
 */
export async function benchIndexCost(): Promise<boolean> {
  if (!process.env.TEST_DATABASE_URL) throw new Error("Set TEST_DATABASE_URL to a PostgreSQL server.");
  const services = await startTestServices();
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await seed(process.env.DATABASE_URL ?? "", USERS);
  await client.connect();
  const { rows } = await client.query<{ indexname: string; indexdef: string }>(
    "SELECT indexname, indexdef FROM pg_indexes WHERE indexname = ANY ($1)",
    [INDEXES],
  );
  if (rows.length !== INDEXES.length) throw new Error("An index is missing.");
  const speeds: { with: number[]; without: number[] } = { with: [], without: [] };
  await registrationsPerSecond();
  for (let round = 0; round < ROUNDS; round++) {
    speeds.with.push(await registrationsPerSecond());
    for (const { indexname } of rows) await client.query(`DROP INDEX "${indexname}"`);
    speeds.without.push(await registrationsPerSecond());
    for (const { indexdef } of rows) await client.query(indexdef);
  }
  await client.end();
  await services.close();
  const [indexed, bare] = [median(speeds.with), median(speeds.without)];
  const cost = 1 - indexed / bare;
  console.log(
    `Registrations a second, median of ${ROUNDS} rounds, with ${USERS.toLocaleString("en")} users:`,
  );
  console.log(
    `with the indexes ${indexed.toFixed(0)}, without ${bare.toFixed(0)}: they cost ${(cost * 100).toFixed(1)} %`,
  );
  return cost <= MAX_SHARE;
}
