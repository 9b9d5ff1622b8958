import type { Metadata } from "next";
import Link from "next/link";
import { AppHeader } from "@/components/layout/app-header";
import { PageHeading } from "@/components/layout/page-heading";
import { buttonStyle } from "@/components/ui/button";
import { listUsers, type UserList } from "@/lib/admin/list-users";
import { type ListUsersQuery, listUsersSearch, parseListUsersQuery } from "@/lib/admin/list-users-query";
import { requireAdmin } from "@/lib/sessions/current-user";
import { UserFilters } from "./user-filters";
import { UserTable } from "./user-table";

export const metadata: Metadata = { title: "Users", robots: { index: false } };

type UsersPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UsersPage({ searchParams }: UsersPageProps) {
  const admin = await requireAdmin();
  const query = parseListUsersQuery(await searchParams);
  const list = await listUsers(query);
  const isNarrowed = Boolean(query.q || query.role || query.verified);
  return (
    <>
      <AppHeader user={admin} />
      <main className="mx-auto w-full max-w-6xl flex-1 px-4 py-10 sm:px-8 sm:py-12">
        <PageHeading title="Users">{countInWords(list.total, isNarrowed)}</PageHeading>
        <UserFilters query={query} isNarrowed={isNarrowed} />
        {list.users.length > 0 ? (
          <UserTable users={list.users} query={query} />
        ) : (
          <Nobody isNarrowed={isNarrowed} />
        )}
        <Pages list={list} query={query} />
      </main>
    </>
  );
}

function countInWords(total: number, isNarrowed: boolean): string {
  const count = total.toLocaleString("en");
  if (isNarrowed) return `${count} ${total === 1 ? "user matches" : "users match"}.`;
  return total === 1 ? "1 user has registered." : `${count} users have registered.`;
}

function Nobody({ isNarrowed }: { isNarrowed: boolean }) {
  return (
    <div className="rounded-card border border-dashed border-line px-6 py-16 text-center">
      <p className="font-semibold">{isNarrowed ? "Nobody matches" : "Nobody has registered yet"}</p>
      <p className="mt-2 text-sm text-muted">
        {isNarrowed ? "Try fewer letters, or clear the filters." : "Whoever creates an account appears here."}
      </p>
    </div>
  );
}

function Pages({ list, query }: { list: UserList; query: ListUsersQuery }) {
  if (!list.next && !list.previous) return null;
  const { after: _after, before: _before, ...kept } = query;
  const style = buttonStyle({ variant: "secondary", size: "small" });
  return (
    <nav aria-label="Pages" className="mt-6 flex justify-between">
      {list.previous ? (
        <Link className={style} href={`/admin/users${listUsersSearch({ ...kept, before: list.previous })}`}>
          Previous
        </Link>
      ) : (
        <span />
      )}
      {list.next && (
        <Link className={style} href={`/admin/users${listUsersSearch({ ...kept, after: list.next })}`}>
          Next
        </Link>
      )}
    </nav>
  );
}
