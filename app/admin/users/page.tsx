import type { Metadata } from "next";
import Link from "next/link";
import { NOT_FOUND_TITLE, NotFoundContent } from "@/components/layout/not-found-content";
import { PageHeading } from "@/components/layout/page-heading";
import { buttonStyle } from "@/components/ui/button";
import { listUsers, type UserList } from "@/lib/admin/list-users";
import { buildUsersQuery, type ListUsersQuery, parseListUsersQuery } from "@/lib/admin/list-users-query";
import { findAdmin, viewer } from "@/lib/sessions/current-user";
import { UserFilters } from "./user-filters";
import { UserTable } from "./user-table";

/** The title must not reveal either that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  const visitor = await viewer();
  const isAdmin = visitor.state === "logged_in" && visitor.user.role === "admin";
  return { title: isAdmin ? "Users" : NOT_FOUND_TITLE, robots: { index: false } };
}

type UsersPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UsersPage({ searchParams }: UsersPageProps) {
  if (!(await findAdmin())) return <NotFoundContent />;
  const query = parseListUsersQuery(await searchParams);
  const list = await listUsers(query);
  const hasFilters = Boolean(query.q || query.role || query.verified);
  return (
    <main className="mx-auto w-full max-w-6xl flex-1 px-4 py-10 sm:px-8 sm:py-12">
      <PageHeading title="Users">{countLabel(list.total, hasFilters)}</PageHeading>
      <UserFilters query={query} hasFilters={hasFilters} />
      {list.users.length > 0 ? (
        <UserTable users={list.users} query={query} />
      ) : (
        <EmptyState hasFilters={hasFilters} />
      )}
      <Pagination list={list} query={query} />
    </main>
  );
}

function countLabel(total: number, hasFilters: boolean): string {
  const count = total.toLocaleString("en");
  const noun = hasFilters ? "result" : "user";
  return `${count} ${noun}${total === 1 ? "" : "s"}`;
}

function EmptyState({ hasFilters }: { hasFilters: boolean }) {
  return (
    <div className="rounded-card border border-dashed border-line px-6 py-16 text-center">
      <p className="font-semibold">{hasFilters ? "No users found" : "No users yet"}</p>
      <p className="mt-2 text-sm text-muted">
        {hasFilters ? "Try a different search or clear the filters." : "New accounts will appear here."}
      </p>
    </div>
  );
}

function Pagination({ list, query }: { list: UserList; query: ListUsersQuery }) {
  if (!list.next && !list.previous) return null;
  const { after: _after, before: _before, ...rest } = query;
  const style = buttonStyle({ variant: "secondary", size: "small" });
  return (
    <nav aria-label="Pagination" className="mt-6 flex justify-between">
      {list.previous ? (
        <Link className={style} href={`/admin/users${buildUsersQuery({ ...rest, before: list.previous })}`}>
          Previous
        </Link>
      ) : (
        <span />
      )}
      {list.next && (
        <Link className={style} href={`/admin/users${buildUsersQuery({ ...rest, after: list.next })}`}>
          Next
        </Link>
      )}
    </nav>
  );
}
