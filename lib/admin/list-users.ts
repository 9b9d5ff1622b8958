import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { PENDING_RESET } from "@/lib/two-factor/pending-reset";
import { countUsers, cursorAt, findUserIds, type Reading, type UserCount } from "./find-user-ids";
import { exactMatch, undeliveredOnPage, userFilters } from "./list-users-filters";
import type { Cursor, ListUsersQuery } from "./list-users-query";

const PAGE_SIZE = 25;

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
  lastLoginAt: true,
  usernameCanonical: true,
  emailCanonical: true,
  profile: { select: { pictureHash: true } },
  twoFactorResets: { where: PENDING_RESET, select: { id: true }, take: 1 },
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
  | "id"
  | "username"
  | "email"
  | "role"
  | "emailVerified"
  | "suspendedAt"
  | "deleteAfter"
  | "createdAt"
  | "lastLoginAt"
> & {
  hasTwoFactor: boolean;
  /** Whether a reset of two-factor authentication is scheduled. */
  isResetScheduled: boolean;
  pictureHash?: string;
  lastEmail?: Row["outboxEmails"][number];
};

export type UserList = UserCount & {
  users: ListedUser[];
  next?: Cursor;
  previous?: Cursor;
};

/**
 * Returns a page of the users that match the query. Uses keyset pagination, so that rows inserted or deleted
 * between two pages don't shift the others. Nothing here reads every row, however many users there are.
 */
export async function listUsers(query: ListUsersQuery): Promise<UserList> {
  const isBackwards = query.before !== undefined;
  const search = query.q ? await exactMatch(query.q) : undefined;
  const undelivered = query.delivery ? await undeliveredOnPage(query.delivery) : undefined;
  const reading = { query, isBackwards };
  const [count, rows] = await Promise.all([
    countUsers({ ...reading, filters: userFilters(query, search) }),
    findPage({ ...reading, filters: userFilters(query, search, undelivered) }, query.before ?? query.after),
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

/** Finds the ids by SQL, which can use the search index, and then reads the users in that order. */
async function findPage(reading: Reading, cursor: Cursor | undefined): Promise<Row[]> {
  const ids = await findUserIds(reading, PAGE_SIZE + 1, cursor);
  const rows = await db().user.findMany({ where: { id: { in: ids } }, select: listedUser });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function toListedUser(row: Row): ListedUser {
  const { usernameCanonical: _username, emailCanonical: _email, profile, outboxEmails, ...rest } = row;
  const { twoFactorSince, twoFactorResets, ...user } = rest;
  const [lastEmail] = outboxEmails;
  return {
    ...user,
    hasTwoFactor: twoFactorSince !== null,
    isResetScheduled: twoFactorResets.length > 0,
    ...(profile?.pictureHash && { pictureHash: profile.pictureHash }),
    ...(lastEmail && { lastEmail }),
  };
}
