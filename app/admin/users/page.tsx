import type { Metadata } from "next";
import Link from "next/link";
import { NOT_FOUND_TITLE, NotFoundContent } from "@/components/layout/not-found-content";
import { PageHeading } from "@/components/layout/page-heading";
import { PendingMark } from "@/components/layout/pending-mark";
import { buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { UsersIcon } from "@/components/ui/icons";
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
        <NoUsers hasFilters={hasFilters} />
      )}
      <Pagination list={list} query={query} hasFilters={hasFilters} />
    </main>
  );
}

function countLabel(total: number, hasFilters: boolean): string {
  const count = total.toLocaleString("en");
  const noun = hasFilters ? "result" : "user";
  return `${count} ${noun}${total === 1 ? "" : "s"}`;
}

function NoUsers({ hasFilters }: { hasFilters: boolean }) {
  return (
    <EmptyState icon={<UsersIcon />} title={hasFilters ? "No users found" : "No users yet"}>
      {hasFilters ? "Try a different search or clear the filters." : "New accounts will appear here."}
    </EmptyState>
  );
}

type PaginationProps = { list: UserList; query: ListUsersQuery; hasFilters: boolean };

function Pagination({ list, query, hasFilters }: PaginationProps) {
  if (!list.next && !list.previous) return null;
  const { after: _after, before: _before, ...rest } = query;
  const style = buttonStyle({ variant: "secondary", size: "small" });
  return (
    <nav aria-label="Pagination" className="mt-6 flex items-center justify-between gap-3">
      {list.previous ? (
        <Link className={style} href={`/admin/users${buildUsersQuery({ ...rest, before: list.previous })}`}>
          Previous
          <PendingMark />
        </Link>
      ) : (
        <span />
      )}
      <span className="text-sm text-muted">
        {list.users.length.toLocaleString("en")} of {countLabel(list.total, hasFilters)}
      </span>
      {list.next ? (
        <Link className={style} href={`/admin/users${buildUsersQuery({ ...rest, after: list.next })}`}>
          Next
          <PendingMark />
        </Link>
      ) : (
        <span />
      )}
    </nav>
  );
}
