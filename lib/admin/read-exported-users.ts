import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { cursorAt, findUserIds, type Reading } from "./find-user-ids";
import { userFilters } from "./list-users-filters";
import type { Cursor, ListUsersQuery } from "./list-users-query";

const exportedUser = {
  id: true,
  username: true,
  email: true,
  phoneNumber: true,
  role: true,
  emailVerified: true,
  twoFactorSince: true,
  suspendedAt: true,
  deleteAfter: true,
  createdAt: true,
  lastLoginAt: true,
  usernameCanonical: true,
  emailCanonical: true,
} satisfies Prisma.UserSelect;

/** A user as a CSV file has them. */
export type ExportedUser = Prisma.UserGetPayload<{ select: typeof exportedUser }>;

/** Reads the users of a list in batches, in its order. Only one batch is in memory. */
export async function* readExportedUsers(query: ListUsersQuery, batchSize: number) {
  const reading: Reading = { query, filters: userFilters(query) };
  let cursor: Cursor | undefined;
  for (;;) {
    const ids = await findUserIds(reading, batchSize, cursor);
    const rows = await db().user.findMany({ where: { id: { in: ids } }, select: exportedUser });
    const byId = new Map(rows.map((row) => [row.id, row]));
    const batch = ids.flatMap((id) => byId.get(id) ?? []);
    yield batch;
    const last = batch.at(-1);
    if (!last || ids.length < batchSize) return;
    cursor = cursorAt(query.sort, last);
  }
}
