import * as z from "zod";
import { db } from "@/lib/database/client";
import { Prisma } from "@/lib/generated/prisma/client";
import { usersWithUndelivered } from "./list-users-filters";
import type { Cursor, ListUsersQuery, Sort } from "./list-users-query";

/** Up to this many users are counted. Beyond it, the number is the planner's estimate, which costs nothing. */
export const MAX_EXACT_COUNT = 10_000;

const LOGGED_IN = Prisma.sql`last_login_at IS NOT NULL`;
const VERIFIED = Prisma.sql`last_login_at IS NULL AND email_verified`;
const UNVERIFIED = Prisma.sql`last_login_at IS NULL AND NOT email_verified`;

const COLUMNS = {
  joined: Prisma.sql`created_at`,
  username: Prisma.sql`username_canonical`,
  email: Prisma.sql`email_canonical`,
  last_login: Prisma.sql`last_login_at`,
} as const;

/** Marks the cursors among those who have never logged in, who are in the order in which they joined. */
const NEVER = "never ";

/** A stretch of the list that is read by one order. Its rows match the conditions of one of its arms. */
type Part = { arms: Prisma.Sql[][]; sort: Sort; isNever: boolean };

/** What a list has, and the way in which it is read: `isBackwards` is against its order. */
export type Reading = { query: ListUsersQuery; filters: Prisma.Sql[]; isBackwards?: boolean };

/**
 * Returns the ids of the first users that match the filters.
 *
 * @param reading `filters` are the conditions of the query
 * @param cursor returns those after it only; the whole list if it is invalid
 */
export async function findUserIds(reading: Reading, limit: number, cursor?: Cursor): Promise<string[]> {
  const { query, isBackwards = false } = reading;
  const ascending = (query.order === "asc") !== isBackwards;
  const parts = isBackwards ? partsOf(reading).reverse() : partsOf(reading);
  const isAtNever = query.sort === "last_login" && cursor?.[0].startsWith(NEVER) === true;
  const start = Math.max(cursor ? parts.findIndex(({ isNever }) => isNever === isAtNever) : 0, 0);
  const ids: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (index < start || ids.length >= limit) continue;
    const past = cursor && index === start ? pastCursor(part.sort, ascending, cursor) : [];
    ids.push(...(await readPart(part, past, ascending, limit - ids.length)));
  }
  return ids;
}

/** Reads each arm in order, by an index of its own, and merges them. */
async function readPart(
  { arms, sort }: Part,
  past: Prisma.Sql[],
  ascending: boolean,
  limit: number,
): Promise<string[]> {
  const direction = ascending ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const end = Prisma.sql`ORDER BY place ${direction}, id ${direction} LIMIT ${limit}`;
  const armEnd = Prisma.sql`ORDER BY ${Prisma.join(orderOf(sort, direction))} LIMIT ${limit}`;
  const selects = arms.map(
    (arm) =>
      Prisma.sql`(SELECT id, ${COLUMNS[sort]} AS place FROM users ${where([...arm, ...past])} ${armEnd})`,
  );
  const found = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM (${Prisma.join(selects, " UNION ALL ")}) AS users ${end}`;
  return found.map(({ id }) => id);
}

/** Returns the parts of a list in its order. By last login, those who never logged in come last, whichever way it is. */
function partsOf({ query, filters }: Reading): Part[] {
  const { sort, last_login, last_login_from, last_login_to } = query;
  if (sort !== "last_login") return [{ arms: armsOf(query, filters), sort, isNever: false }];
  const loggedIn: Part = { arms: [[...filters, LOGGED_IN]], sort, isNever: false };
  const never: Part = { arms: neverArms(query, filters), sort: "joined", isNever: true };
  if (last_login === "never") return [never];
  return last_login_from || last_login_to ? [loggedIn] : [loggedIn, never];
}

const armsOf = (query: ListUsersQuery, filters: Prisma.Sql[]) =>
  query.last_login === "never" ? neverArms(query, filters) : [filters];

/** Those who have never logged in: the verified, of the index users_never_logged_in, and those of users_unverified. */
const neverArms = ({ verified }: ListUsersQuery, filters: Prisma.Sql[]): Prisma.Sql[][] => [
  ...(verified !== "no" ? [[...filters, VERIFIED]] : []),
  ...(verified !== "yes" ? [[...filters, UNVERIFIED]] : []),
];

/** Returns the condition for the rows after a cursor; none if the cursor is invalid. */
function pastCursor(sort: Sort, ascending: boolean, [value, id]: Cursor): Prisma.Sql[] {
  const past = ascending ? Prisma.sql`>` : Prisma.sql`<`;
  // Both are unique, so the id decides nothing.
  if (sort === "username" || sort === "email") return [Prisma.sql`${COLUMNS[sort]} ${past} ${value}`];
  const time = value.replace(NEVER, "");
  // Accepts four-digit years only: JavaScript dates beyond them are out of range for PostgreSQL.
  if (!z.iso.datetime().safeParse(time).success) return [];
  return [Prisma.sql`(${COLUMNS[sort]}, id) ${past} (${new Date(time)}, ${id}::uuid)`];
}

/** The usernames and addresses are unique, so the id decides nothing. */
const orderOf = (sort: Sort, direction: Prisma.Sql): Prisma.Sql[] =>
  sort === "username" || sort === "email"
    ? [Prisma.sql`${COLUMNS[sort]} ${direction}`]
    : [Prisma.sql`${COLUMNS[sort]} ${direction}`, Prisma.sql`id ${direction}`];

const where = (filters: Prisma.Sql[]) =>
  filters.length > 0 ? Prisma.sql`WHERE ${Prisma.join(filters, " AND ")}` : Prisma.empty;

/** How many users a list has, on all pages. */
export type UserCount = {
  total: number;
  /** Whether `total` is counted, and not estimated. */
  isTotalExact: boolean;
};

/** Counts the users that match all filters, or estimates how many there are if they are many. */
export async function countUsers({ query, filters }: Reading): Promise<UserCount> {
  const selects = armsOf(query, filters).map((arm) => Prisma.sql`SELECT 1 FROM users ${where(arm)}`);
  const matching =
    query.delivery && filters.length === 1
      ? usersWithUndelivered(query.delivery)
      : Prisma.join(selects, " UNION ALL ");
  const [counted] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int FROM (${matching} LIMIT ${MAX_EXACT_COUNT + 1}) AS matching`;
  const total = counted?.count ?? 0;
  if (total <= MAX_EXACT_COUNT) return { total, isTotalExact: true };
  const [explained] = await db().$queryRaw<{ "QUERY PLAN": { Plan: { "Plan Rows": number } }[] }[]>`
    EXPLAIN (FORMAT JSON) ${matching}`;
  const estimate = explained?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0;
  return { total: Math.max(estimate, total), isTotalExact: false };
}

/** Returns the position of a user in the list. */
export function cursorAt(
  sort: Sort,
  row: {
    id: string;
    createdAt: Date;
    lastLoginAt: Date | null;
    usernameCanonical: string;
    emailCanonical: string;
  },
): Cursor {
  const joined = row.createdAt.toISOString();
  const values = {
    joined,
    username: row.usernameCanonical,
    email: row.emailCanonical,
    last_login: row.lastLoginAt?.toISOString() ?? `${NEVER}${joined}`,
  };
  return [values[sort], row.id];
}
