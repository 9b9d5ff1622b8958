import type { Metadata } from "next";
import Link from "next/link";
import { AdminNavigation } from "@/components/layout/admin-navigation";
import { NOT_FOUND_TITLE, NotFoundContent } from "@/components/layout/not-found-content";
import { PageHeading } from "@/components/layout/page-heading";
import { PendingMark } from "@/components/layout/pending-mark";
import { buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { DownloadIcon, UsersIcon } from "@/components/ui/icons";
import { findStaff, isStaff } from "@/lib/admin/find-staff";
import { listUsers, type UserList } from "@/lib/admin/list-users";
import {
  buildUsersQuery,
  countFilters,
  type ListUsersQuery,
  parseListUsersQuery,
} from "@/lib/admin/list-users-query";
import { isAllowed } from "@/lib/admin/permissions";
import { BulkBar } from "./bulk-bar";
import { ColumnMenu } from "./column-menu";
import { countLabel } from "./count-label";
import { LIST_ID } from "./list-focus";
import { ListRegion } from "./list-region";
import { UserFilters } from "./user-filters";
import { UserTable } from "./user-table";

/** The title must not reveal either that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await isStaff("list_users")) ? "Users" : NOT_FOUND_TITLE, robots: { index: false } };
}

type UsersPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UsersPage({ searchParams }: UsersPageProps) {
  const actor = await findStaff("list_users");
  if (!actor) return <NotFoundContent />;
  const query = parseListUsersQuery(await searchParams);
  const list = await listUsers(query);
  const isFiltered = countFilters(query) > 0;
  const count = countLabel(list, isFiltered ? "result" : "user");
  return (
    <>
      <AdminNavigation role={actor.user.role} path="/admin/users" />
      <main className="mx-auto w-full max-w-6xl flex-1 px-4 py-10 sm:px-8 sm:py-12">
        <div className="flex flex-wrap items-start justify-between gap-x-6 max-sm:mb-5">
          <PageHeading title="Users">{count}</PageHeading>
          <div className="flex flex-wrap gap-2">
            <ColumnMenu query={query} />
            {isAllowed(actor.user.role, "export_users") && (
              <a
                href={`/admin/users/export${buildUsersQuery({ ...query, after: undefined, before: undefined })}`}
                className={buttonStyle({ variant: "secondary", size: "small" })}
              >
                <DownloadIcon className="size-4" /> Export CSV
              </a>
            )}
            {isAllowed(actor.user.role, "create_user") && (
              <Link className={buttonStyle({ size: "small" })} href="/admin/users/new">
                Invite user
                <PendingMark />
              </Link>
            )}
          </div>
        </div>
        <UserFilters query={query} />
        {list.users.length > 0 && (
          <BulkBar query={query} actor={actor.user} countLabel={count.toLowerCase()} />
        )}
        <ListRegion search={buildUsersQuery(query)}>
          {list.users.length > 0 ? (
            <UserTable users={list.users} query={query} actor={actor.user} />
          ) : (
            <NoUsers hasFilters={isFiltered} />
          )}
          <Pagination list={list} query={query} hasFilters={isFiltered} />
        </ListRegion>
      </main>
    </>
  );
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
  const hrefOf = (position: Partial<ListUsersQuery>) =>
    `/admin/users${buildUsersQuery({ ...rest, ...position })}#${LIST_ID}`;
  return (
    <nav aria-label="Pagination" className="mt-6 flex items-center justify-between gap-3">
      {list.previous ? (
        <Link className={style} href={hrefOf({ before: list.previous })}>
          Previous
          <PendingMark />
        </Link>
      ) : (
        <span />
      )}
      <span className="text-sm text-muted">
        {list.users.length.toLocaleString("en")} of{" "}
        {countLabel(list, hasFilters ? "result" : "user").toLowerCase()}
      </span>
      {list.next ? (
        <Link className={style} href={hrefOf({ after: list.next })}>
          Next
          <PendingMark />
        </Link>
      ) : (
        <span />
      )}
    </nav>
  );
}
