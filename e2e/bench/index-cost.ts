import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/lib/generated/prisma/client";
import { register } from "@/lib/registration/register";
import { startTestDatabase, startTestServices } from "@/lib/testing/test-services";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";
import { applyMigrations } from "@/prisma/apply-migrations";
import { seed } from "./admin";

// What the indexes of the admin area cost a registration, at the lowest bcrypt cost, where it weighs the most.

const USERS = 100_000;
const REGISTRATIONS = 3_000;
const WARM_UP_REGISTRATIONS = 200;
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

/** A database in which users register. */
type Subject = { prisma: PrismaClient; times: number[] };

async function startSubject(url: string): Promise<Subject> {
  await seed(url, USERS);
  return { prisma: new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) }), times: [] };
}

async function dropIndexes({ prisma }: Subject) {
  const found = await prisma.$queryRaw<{ indexname: string }[]>`
    SELECT indexname FROM pg_indexes WHERE indexname = ANY (${INDEXES})`;
  if (found.length !== INDEXES.length) throw new Error("An index is missing.");
  for (const { indexname } of found) await prisma.$executeRawUnsafe(`DROP INDEX "${indexname}"`);
}

async function registerIn({ prisma, times }: Subject) {
  // The settings are read once per process, so each database gets a client of its own.
  (globalThis as { prisma?: PrismaClient }).prisma = prisma;
  const start = performance.now();
  const result = await register(validRegistration(), newRequestContext());
  if (!result.ok) throw new Error(`A registration failed: ${result.failure.code}`);
  times.push(performance.now() - start);
}

const perSecond = ({ times }: Subject) => {
  const settled = times.slice(WARM_UP_REGISTRATIONS);
  return (1000 * settled.length) / settled.reduce((sum, time) => sum + time, 0);
};

/**
 * Registers users in a database with the indexes that the admin area needs and in one without, in turns, and prints how
 * many a second each takes from one client.
 *
 * @returns whether the indexes cost at most 5 % of the registrations a second
 */
export async function benchIndexCost(): Promise<boolean> {
  if (!process.env.TEST_DATABASE_URL) throw new Error("Set TEST_DATABASE_URL to a PostgreSQL server.");
  const services = await startTestServices();
  const bareDatabase = await startTestDatabase();
  await applyMigrations(bareDatabase.url);
  const indexed = await startSubject(process.env.DATABASE_URL ?? "");
  const bare = await startSubject(bareDatabase.url);
  await dropIndexes(bare);
  for (let index = 0; index < WARM_UP_REGISTRATIONS + REGISTRATIONS; index++) {
    // The first of a pair could be slower.
    const pair = index % 2 ? [indexed, bare] : [bare, indexed];
    for (const subject of pair) await registerIn(subject);
  }
  await Promise.all([indexed, bare].map(({ prisma }) => prisma.$disconnect()));
  await services.close();
  await bareDatabase.close();
  const cost = 1 - perSecond(indexed) / perSecond(bare);
  console.log(`Registrations a second, of ${REGISTRATIONS} each, with ${USERS.toLocaleString("en")} users:`);
  console.log(
    `with the indexes ${perSecond(indexed).toFixed(0)}, without ${perSecond(bare).toFixed(0)}: they cost ${(cost * 100).toFixed(1)} %`,
  );
  return cost <= MAX_SHARE;
}
