import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { getUser } from "@/lib/admin/get-user";
import { listUserEvents } from "@/lib/admin/list-user-events";
import { listUsers } from "@/lib/admin/list-users";
import { buildUsersQuery, parseListUsersQuery } from "@/lib/admin/list-users-query";
import { db } from "@/lib/database/client";
import { PrismaClient } from "@/lib/generated/prisma/client";
import { startTestDatabase } from "@/lib/testing/test-services";
import { setTestSettings } from "@/lib/testing/test-settings";
import { applyMigrations } from "@/prisma/apply-migrations";

// Times the admin area with few and with many users, in the same run on the same machine.

const FEW = 1_000;
const MANY = 1_000_000;
const RUNS = 100;
const WARM_UP_RUNS = 10;
const MAX_RATIO = 1.5;
const MAX_MS = 50;
const MAX_USER_MS = 80;
const DEEP_PAGE = 50;

const SEED = `
INSERT INTO users (id, username, username_canonical, username_skeleton, email, email_canonical, email_verified,
  password_hash, role, phone_number, suspended_at, created_at, last_login_at, updated_at)
SELECT gen_random_uuid(), name, name, name, address, address, i % 10 <> 0, '',
  (CASE WHEN i % 500 = 1 THEN 'manager' ELSE 'user' END)::"Role",
  CASE WHEN i % 3 = 0 THEN '+4479' || lpad(i::text, 8, '0') ELSE '' END,
  CASE WHEN i % 400 = 1 THEN now() END, now() - i * interval '1 second',
  -- The newest have logged in, and a tenth of the oldest never did.
  CASE WHEN i % 10 <> 0 AND (i % 5 <> 2 OR i < $1::int / 2) THEN now() - (i * 0.9) * interval '1 second' END, now()
FROM (
  SELECT i, substr(md5(i::text), 1, 6) || '_' || i AS name,
    substr(md5(i::text), 1, 6) || i || '@' || (ARRAY['example.com', 'mail.example', 'post.example'])[i % 3 + 1] AS address
  FROM generate_series(1, $1::int) AS i
) AS people`;

const SEED_EMAILS = `
INSERT INTO outbox_emails (id, user_id, kind, recipient, state, updated_at, sent_at)
SELECT gen_random_uuid(), id, 'verify_email', email,
  (CASE WHEN email_canonical LIKE '00%' THEN 'bounced' ELSE 'delivered' END)::"EmailState", now(), now()
FROM users`;

const query = (parameters: Record<string, string>) => () => listUsers(parseListUsersQuery(parameters));

/** What is timed: each returns after the page has its data. */
async function scenarios(): Promise<[name: string, run: () => Promise<unknown>][]> {
  const { users } = await query({})();
  const sample = users[12] ?? users[0];
  if (!sample) throw new Error("There are no users.");
  const deep = await cursorOfPage(DEEP_PAGE);
  const middle = await db().$queryRaw<
    { day: Date }[]
  >`SELECT max(last_login_at) - (max(last_login_at) - min(last_login_at)) / 2 AS day FROM users`;
  const day = (middle[0]?.day ?? new Date()).toISOString().slice(0, 10);
  return [
    ["first page", query({})],
    [`page ${DEEP_PAGE}`, query({ after: deep })],
    ["sorted by email", query({ sort: "email" })],
    ["role manager", query({ role: "manager" })],
    ["unverified", query({ verified: "no" })],
    ["suspended", query({ status: "suspended" })],
    ["undelivered emails", query({ delivery: "failed" })],
    ["sorted by last login", query({ sort: "last_login" })],
    ["last login, oldest first", query({ sort: "last_login", order: "asc" })],
    ["last login before a day", query({ last_login_to: day })],
    ["never logged in", query({ last_login: "never" })],
    ["never, oldest first", query({ last_login: "never", order: "asc" })],
    ["verified, never", query({ last_login: "never", verified: "yes" })],
    ["search: an address", query({ q: sample.email })],
    ["search: a prefix", query({ q: sample.username.slice(0, 5) })],
    ["search: a fragment", query({ q: sample.username.slice(2, 7) })],
    ["search: two letters", query({ q: sample.username.slice(0, 2) })],
    ["search: no match", query({ q: "nobody-has-this" })],
    ["a user's page", () => Promise.all([getUser(sample.id), listUserEvents(sample.id, { role: "admin" })])],
  ];
}

async function cursorOfPage(page: number): Promise<string> {
  let after = "";
  for (let index = 1; index < page; index++) {
    const { next } = await listUsers(parseListUsersQuery(after ? { after } : {}));
    if (!next) break;
    after = new URLSearchParams(buildUsersQuery({ after: next })).get("after") ?? "";
  }
  return after;
}

/** A database with a number of users, and what is timed in it. */
type Subject = { use: () => void; runs: Map<string, () => Promise<unknown>>; close: () => Promise<void> };

async function startSubject(users: number): Promise<Subject> {
  const database = await startTestDatabase();
  await applyMigrations(database.url);
  await seed(database.url, users);
  // The settings are read once per process, so each database gets a client of its own.
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) });
  const use = () => {
    (globalThis as { prisma?: PrismaClient }).prisma = prisma;
  };
  use();
  const close = async () => {
    await prisma.$disconnect();
    await database.close();
  };
  return { use, runs: new Map(await scenarios()), close };
}

/** Times a scenario in each database in turns, so that whatever else the machine does weighs on both. */
async function percentiles95(name: string, subjects: Subject[]): Promise<number[]> {
  const times = subjects.map((): number[] => []);
  for (let index = 0; index < WARM_UP_RUNS + RUNS; index++) {
    for (const [which, { use, runs }] of subjects.entries()) {
      use();
      const start = performance.now();
      await runs.get(name)?.();
      if (index >= WARM_UP_RUNS) times[which]?.push(performance.now() - start);
    }
  }
  return times.map((each) => each.sort((left, right) => left - right)[Math.floor(RUNS * 0.95)] ?? 0);
}

/** Fills a database with users, in bulk. */
export async function seed(url: string, users: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const start = performance.now();
  const { rows } = await client.query<{ indexname: string; indexdef: string }>(
    `SELECT indexname, indexdef FROM pg_indexes
     WHERE tablename IN ('users', 'outbox_emails') AND indexname NOT LIKE '%_pkey'`,
  );
  // In bulk: without what happens at each row, and with the indexes built at the end.
  for (const { indexname } of rows) await client.query(`DROP INDEX "${indexname}"`);
  for (const table of ["users", "outbox_emails"])
    await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
  await client.query(SEED, [users]);
  await client.query(SEED_EMAILS);
  for (const { indexdef } of rows) await client.query(indexdef);
  for (const table of ["users", "outbox_emails"])
    await client.query(`ALTER TABLE ${table} ENABLE TRIGGER ALL`);
  await client.query("VACUUM ANALYZE");
  // It would otherwise begin in the middle of what is timed.
  await client.query("CHECKPOINT");
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`Seeded ${users.toLocaleString("en")} users in ${seconds} s.`);
  await client.end();
}

/**
 * Times the user list and a user's page with a thousand and with a million users, and prints both and the ratios.
 *
 * @param many how many users instead of a million
 * @returns whether each is quick enough
 */
export async function benchAdmin(many = MANY): Promise<boolean> {
  if (!process.env.TEST_DATABASE_URL) {
    throw new Error(
      "Set TEST_DATABASE_URL to a PostgreSQL server: the embedded database is too small for this.",
    );
  }
  setTestSettings();
  const subjects = [await startSubject(FEW), await startSubject(many)];
  let isQuick = true;
  console.log(
    `\np95 in ms, ${RUNS} runs: ${FEW.toLocaleString("en")} and ${many.toLocaleString("en")} users`,
  );
  for (const name of subjects[0]?.runs.keys() ?? []) {
    const [base = 0, milliseconds = 0] = await percentiles95(name, subjects);
    const ratio = milliseconds / base;
    const limit = name.startsWith("a user") ? MAX_USER_MS : MAX_MS;
    const isOk = milliseconds <= limit && ratio <= MAX_RATIO;
    isQuick &&= isOk;
    const figures = [base.toFixed(1), milliseconds.toFixed(1), `${ratio.toFixed(2)} x`].map((text) =>
      text.padStart(9),
    );
    console.log(`${name.padEnd(24)}${figures.join("")}  ${isOk ? "ok" : "SLOW"}`);
  }
  for (const { close } of subjects) await close();
  return isQuick;
}
