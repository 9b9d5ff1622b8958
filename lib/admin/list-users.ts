import * as z from "zod";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { canonicalUsername } from "@/lib/schemas/username";
import type { Cursor, ListUsersQuery, Sort } from "./list-users-query";

const PAGE_SIZE = 25;

const listedUser = {
  id: true,
  username: true,
  email: true,
  role: true,
  emailVerified: true,
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
export type ListedUser = Pick<Row, "id" | "username" | "email" | "role" | "emailVerified" | "createdAt"> & {
  pictureHash?: string;
  lastEmail?: Row["outboxEmails"][number];
};

export type UserList = {
  users: ListedUser[];
  /** The number of users that match the search and the filters, on all pages. */
  total: number;
  next?: Cursor;
  previous?: Cursor;
};

/**
 * Returns a page of the users that match the query. Uses keyset pagination, so that rows inserted or deleted
 * between two pages don't shift the others.
 */
export async function listUsers(query: ListUsersQuery): Promise<UserList> {
  const isBackwards = query.before !== undefined;
  const ascending = (query.order === "asc") !== isBackwards;
  const direction = ascending ? "asc" : "desc";
  const cursor = query.before ?? query.after;
  const filter = buildFilter(query);
  const [total, rows] = await Promise.all([
    db().user.count({ where: filter }),
    db().user.findMany({
      where: cursor ? { AND: [filter, afterCursor(query.sort, cursor, ascending)] } : filter,
      orderBy: [{ [COLUMNS[query.sort]]: direction }, { id: direction }],
      take: PAGE_SIZE + 1,
      select: listedUser,
    }),
  ]);
  const hasMore = rows.length > PAGE_SIZE;
  const page = rows.slice(0, PAGE_SIZE);
  if (isBackwards) page.reverse();
  const [first, last] = [page[0], page.at(-1)];
  const hasNext = isBackwards || hasMore;
  const hasPrevious = isBackwards ? hasMore : query.after !== undefined;
  return {
    users: page.map(toListedUser),
    total,
    ...(last && hasNext && { next: cursorAt(query.sort, last) }),
    ...(first && hasPrevious && { previous: cursorAt(query.sort, first) }),
  };
}

const COLUMNS = { joined: "createdAt", username: "usernameCanonical", email: "emailCanonical" } as const;

function buildFilter({ q, role, verified }: ListUsersQuery): Prisma.UserWhereInput {
  return {
    ...(q && {
      OR: [
        { usernameCanonical: { contains: escapeLike(canonicalUsername(q)) } },
        { emailCanonical: { contains: escapeLike(q.toLowerCase()) } },
        { email: { contains: escapeLike(q), mode: "insensitive" } },
      ],
    }),
    ...(role && { role }),
    ...(verified && { emailVerified: verified === "yes" }),
  };
}

/** Escapes LIKE wildcards, which Prisma passes on to the database as they are. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

function afterCursor(sort: Sort, [value, id]: Cursor, ascending: boolean): Prisma.UserWhereInput {
  const column = COLUMNS[sort];
  // Accepts four-digit years only: JavaScript dates beyond them are out of range for PostgreSQL.
  if (sort === "joined" && !z.iso.datetime().safeParse(value).success) return {};
  const at = sort === "joined" ? new Date(value) : value;
  const past = ascending ? { gt: at } : { lt: at };
  return { OR: [{ [column]: past }, { [column]: at, id: ascending ? { gt: id } : { lt: id } }] };
}

function cursorAt(sort: Sort, row: Row): Cursor {
  const value = row[COLUMNS[sort]];
  return [value instanceof Date ? value.toISOString() : value, row.id];
}

function toListedUser({
  id,
  username,
  email,
  role,
  emailVerified,
  createdAt,
  profile,
  outboxEmails,
}: Row): ListedUser {
  const [lastEmail] = outboxEmails;
  return {
    id,
    username,
    email,
    role,
    emailVerified,
    createdAt,
    ...(profile?.pictureHash && { pictureHash: profile.pictureHash }),
    ...(lastEmail && { lastEmail }),
  };
}
