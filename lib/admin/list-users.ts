import { db } from "@/lib/database/client";
import { Prisma } from "@/lib/generated/prisma/client";
import { type CursorPosition, cursorFilter, exactMatch, orderOf, userFilters } from "./list-users-filters";
import type { Cursor, ListUsersQuery, Sort } from "./list-users-query";

const PAGE_SIZE = 25;
/** Up to this many users are counted. Beyond it, the number is the planner's estimate, which costs nothing. */
export const MAX_EXACT_COUNT = 10_000;

const listedUser = {
  id: true,
  username: true,
  email: true,
  role: true,
  emailVerified: true,
  twoFactorSince: true,
  suspendedAt: true,
  deleteAfter: true,
  createdAt: true,
  usernameCanonical: true,
  emailCanonical: true,
  profile: { select: { pictureHash: true } },
  outboxEmails: {
    orderBy: { createdAt: "desc" },
    take: 1,
    select: { state: true, createdAt: true, sentAt: true, lastError: true },
  },
} satisfies Prisma.UserSelect;

type Row = Prisma.UserGetPayload<{ select: typeof listedUser }>;

/** A user as shown in the list. */
export type ListedUser = Pick<
  Row,
  "id" | "username" | "email" | "role" | "emailVerified" | "suspendedAt" | "deleteAfter" | "createdAt"
> & {
  hasTwoFactor: boolean;
  pictureHash?: string;
  lastEmail?: Row["outboxEmails"][number];
};

export type UserList = {
  users: ListedUser[];
  /** The number of users that match the search and the filters, on all pages. */
  total: number;
  /** Whether `total` is counted, and not estimated. */
  isTotalExact: boolean;
  next?: Cursor;
  previous?: Cursor;
};

/**
 * Returns a page of the users that match the query. Uses keyset pagination, so that rows inserted or deleted
 * between two pages don't shift the others. Nothing here reads every row, however many users there are.
 */
export async function listUsers(query: ListUsersQuery): Promise<UserList> {
  const isBackwards = query.before !== undefined;
  const ascending = (query.order === "asc") !== isBackwards;
  const cursor = query.before ?? query.after;
  const filters = userFilters(query, query.q ? await exactMatch(query.q) : undefined);
  const position: CursorPosition = { sort: query.sort, ascending };
  const [count, rows] = await Promise.all([
    countUsers(filters),
    findPage(cursor ? [...filters, ...cursorFilter(position, cursor)] : filters, position),
  ]);
  const hasMore = rows.length > PAGE_SIZE;
  const page = rows.slice(0, PAGE_SIZE);
  if (isBackwards) page.reverse();
  const [first, last] = [page[0], page.at(-1)];
  const hasNext = isBackwards || hasMore;
  const hasPrevious = isBackwards ? hasMore : query.after !== undefined;
  return {
    users: page.map(toListedUser),
    ...count,
    ...(last && hasNext && { next: cursorAt(query.sort, last) }),
    ...(first && hasPrevious && { previous: cursorAt(query.sort, first) }),
  };
}

const where = (filters: Prisma.Sql[]) =>
  filters.length > 0 ? Prisma.sql`WHERE ${Prisma.join(filters, " AND ")}` : Prisma.empty;

/** Finds the ids by SQL, which can use the search index, and then reads the users in that order. */
async function findPage(filters: Prisma.Sql[], position: CursorPosition): Promise<Row[]> {
  const ids = await findUserIds(filters, position, PAGE_SIZE + 1);
  const rows = await db().user.findMany({ where: { id: { in: ids } }, select: listedUser });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Returns the ids of the first users that match the filters. */
export async function findUserIds(
  filters: Prisma.Sql[],
  position: CursorPosition,
  limit: number,
): Promise<string[]> {
  const found = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM users ${where(filters)} ${orderOf(position)} LIMIT ${limit}`;
  return found.map(({ id }) => id);
}

/** Counts the users that match all filters, or estimates how many there are if they are many. */
export async function countUsers(filters: Prisma.Sql[]): Promise<Pick<UserList, "total" | "isTotalExact">> {
  const [counted] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int FROM (SELECT 1 FROM users ${where(filters)} LIMIT ${MAX_EXACT_COUNT + 1}) AS matching`;
  const total = counted?.count ?? 0;
  if (total <= MAX_EXACT_COUNT) return { total, isTotalExact: true };
  const [explained] = await db().$queryRaw<{ "QUERY PLAN": { Plan: { "Plan Rows": number } }[] }[]>`
    EXPLAIN (FORMAT JSON) SELECT 1 FROM users ${where(filters)}`;
  const estimate = explained?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0;
  return { total: Math.max(estimate, total), isTotalExact: false };
}

/** Returns the position of a user in the list. */
export function cursorAt(
  sort: Sort,
  row: Pick<Row, "id" | "createdAt" | "usernameCanonical" | "emailCanonical">,
): Cursor {
  const values = {
    joined: row.createdAt.toISOString(),
    username: row.usernameCanonical,
    email: row.emailCanonical,
  };
  return [values[sort], row.id];
}

function toListedUser(row: Row): ListedUser {
  const { usernameCanonical: _username, emailCanonical: _email, profile, outboxEmails, ...rest } = row;
  const { twoFactorSince, ...user } = rest;
  const [lastEmail] = outboxEmails;
  return {
    ...user,
    hasTwoFactor: twoFactorSince !== null,
    ...(profile?.pictureHash && { pictureHash: profile.pictureHash }),
    ...(lastEmail && { lastEmail }),
  };
}
