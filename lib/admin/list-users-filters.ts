import { db } from "@/lib/database/client";
import { Prisma } from "@/lib/generated/prisma/client";
import { canonicalEmail, emailField } from "@/lib/schemas/email";
import { canonicalUsername } from "@/lib/schemas/username";
import { isUuid } from "@/lib/schemas/uuid";
import type { ListUsersQuery } from "./list-users-query";

/** The length from which on a text has trigrams, which the index holds. */
const MIN_FRAGMENT_LENGTH = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

// The expression of the index, so that the search can use it.
const SEARCH_TEXT = Prisma.sql`user_search_text(username_canonical, email_canonical, email, phone_number)`;

const STATUS_FILTERS = {
  active: Prisma.sql`(suspended_at IS NULL AND delete_after IS NULL)`,
  suspended: Prisma.sql`suspended_at IS NOT NULL`,
  deletion: Prisma.sql`delete_after IS NOT NULL`,
} as const;

// Literals and not parameters, so that the planner sees which of the partial indexes has all the rows.
const ROLE_FILTERS = {
  admin: Prisma.sql`(role = 'admin' AND role <> 'user')`,
  manager: Prisma.sql`(role = 'manager' AND role <> 'user')`,
  user: Prisma.sql`role = 'user'`,
} as const;

const TWO_FACTOR_FILTERS = {
  on: Prisma.sql`two_factor_since IS NOT NULL`,
  off: Prisma.sql`two_factor_since IS NULL`,
} as const;

const VERIFIED_FILTERS = {
  yes: Prisma.sql`email_verified`,
  no: Prisma.sql`NOT email_verified`,
} as const;

type Delivery = NonNullable<ListUsersQuery["delivery"]>;

// The first condition is the index's. The second lets the planner estimate how few there are.
const UNDELIVERED_EMAILS: Record<Delivery, Prisma.Sql> = {
  failed: Prisma.sql`is_undelivered(state) AND state IN ('failed', 'bounced', 'complained')`,
  bounced: Prisma.sql`is_undelivered(state) AND state = 'bounced'`,
  complained: Prisma.sql`is_undelivered(state) AND state = 'complained'`,
};

const hasUndelivered = (delivery: Delivery) =>
  Prisma.sql`EXISTS (SELECT FROM outbox_emails WHERE user_id = users.id AND ${UNDELIVERED_EMAILS[delivery]})`;

// IS TRUE keeps the planner from making a join of it, so that the users of the list are looked up in a hash table.
const isAmongManyUndelivered = (delivery: Delivery) => Prisma.sql`(${hasUndelivered(delivery)}) IS TRUE`;

/**
 * With so many undelivered emails, a page of users who have one is read in the order of the list, with a hash table of the
 * emails. With fewer, the list is read by the emails. With more, the hash table would cost more than the few users that a
 * page looks up one by one.
 */
const MANY_UNDELIVERED = { from: 1_000, to: 10_000 };

/** Selects each user with an undelivered email once, by an index that has no other emails. */
export const usersWithUndelivered = (delivery: Delivery) => Prisma.sql`
  SELECT DISTINCT user_id FROM outbox_emails WHERE ${UNDELIVERED_EMAILS[delivery]} AND user_id IS NOT NULL`;

const dayOf = (date: string) => new Date(`${date}T00:00:00Z`);

/** The condition for the days from one to another, both included. */
const between = (column: Prisma.Sql, from: string | undefined, to: string | undefined) => [
  ...(from ? [Prisma.sql`${column} >= ${dayOf(from)}`] : []),
  // The whole day.
  ...(to ? [Prisma.sql`${column} < ${new Date(dayOf(to).getTime() + DAY_MS)}`] : []),
];

/**
 * Returns the conditions for the users that match the search and the filters.
 *
 * @param search in place of the search for a fragment
 * @param undelivered in place of the condition for users with an undelivered email
 */
export function userFilters(
  query: ListUsersQuery,
  search: Prisma.Sql | undefined = query.q ? searchFilter(query.q) : undefined,
  undelivered?: Prisma.Sql,
): Prisma.Sql[] {
  const { role, verified, two_factor, status, delivery, last_login } = query;
  return [
    ...(search ? [search] : []),
    ...(role ? [ROLE_FILTERS[role]] : []),
    ...(verified ? [VERIFIED_FILTERS[verified]] : []),
    ...(two_factor ? [TWO_FACTOR_FILTERS[two_factor]] : []),
    ...(status ? [STATUS_FILTERS[status]] : []),
    ...(delivery ? [undelivered ?? hasUndelivered(delivery)] : []),
    ...(last_login ? [Prisma.sql`last_login_at IS NULL`] : []),
    ...between(Prisma.sql`created_at`, query.created_from, query.created_to),
    ...between(Prisma.sql`last_login_at`, query.last_login_from, query.last_login_to),
  ];
}

/** A part of a phone number as people write it. Stored are its digits, with a plus sign before. */
const PHONE_NUMBER = /^\+?(?:[\s()./-]*\d){3,}[\s()./-]*$/;

/**
 * Finds a text anywhere in the username, the email address or the phone number, or a user by id. A text of one or two
 * characters has no trigram and would read every row, so it is found only at the start of one of them.
 */
export function searchFilter(q: string): Prisma.Sql {
  if (isUuid(q)) return Prisma.sql`id = ${q}::uuid`;
  const phone = PHONE_NUMBER.test(q) ? [q.replace(/[^\d+]/g, "")] : [];
  const spellings = [...new Set([canonicalUsername(q), q.toLowerCase(), ...phone])].map(escapeLike);
  const patterns = spellings.flatMap((text) =>
    [...text].length < MIN_FRAGMENT_LENGTH ? [`${text}%`, `% ${text}%`] : [`%${text}%`],
  );
  const conditions = patterns.map((pattern) => Prisma.sql`${SEARCH_TEXT} LIKE ${pattern}`);
  return Prisma.sql`(${Prisma.join(conditions, " OR ")})`;
}

/**
 * Returns the condition for the one user who has the searched text as their whole email address. An address has dozens of
 * trigrams that most others have too, so the unique index is asked first.
 */
export async function exactMatch(q: string): Promise<Prisma.Sql | undefined> {
  const parsed = emailField.safeParse(q);
  if (!parsed.success) return undefined;
  const user = await db().user.findUnique({
    where: { emailCanonical: canonicalEmail(parsed.data) },
    select: { id: true },
  });
  return user ? Prisma.sql`id = ${user.id}::uuid` : undefined;
}

/** Returns the condition for users with an undelivered email that reads a page of them quickly; `undefined` for the usual one. */
export async function undeliveredOnPage(delivery: Delivery): Promise<Prisma.Sql | undefined> {
  const [found] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int FROM (
      SELECT FROM outbox_emails WHERE ${UNDELIVERED_EMAILS[delivery]} LIMIT ${MANY_UNDELIVERED.to + 1}
    ) AS undelivered`;
  const count = found?.count ?? 0;
  const areMany = count >= MANY_UNDELIVERED.from && count <= MANY_UNDELIVERED.to;
  return areMany ? isAmongManyUndelivered(delivery) : undefined;
}

/** Escapes LIKE wildcards. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
