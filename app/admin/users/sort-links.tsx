import Link from "next/link";
import { PendingMark } from "@/components/layout/pending-mark";
import {
  buildUsersQuery,
  defaultOrder,
  type ListUsersQuery,
  SORTS,
  type Sort,
} from "@/lib/admin/list-users-query";

const ARROWS = { asc: "↑", desc: "↓" } as const;
const SORT_NAMES = {
  joined: "Joined",
  username: "Username",
  email: "Email",
  last_login: "Last login",
} as const;
const ARIA_ORDERS = { asc: "ascending", desc: "descending" } as const;

type SortLinkProps = { id: string; sort: Sort; query: ListUsersQuery };

/** Sort links for narrow screens, where the table header is hidden. */
export function SortLinks({ query }: { query: ListUsersQuery }) {
  return (
    <p className="mb-2 flex flex-wrap items-center gap-x-1 text-sm md:hidden">
      <span className="mr-2 text-muted">Sort by</span>
      {SORTS.map((sort) => (
        <SortLink key={sort} id={`by-${sort}`} sort={sort} query={query} />
      ))}
    </p>
  );
}

/** The heading of a column that the list can be sorted by, by each of the things that it shows. */
export function SortedHeading({ sorts, query }: { sorts: Sort[]; query: ListUsersQuery }) {
  const isSorted = sorts.includes(query.sort);
  return (
    <th
      scope="col"
      className="py-1 whitespace-nowrap"
      aria-sort={isSorted ? ARIA_ORDERS[query.order] : "none"}
    >
      {sorts.map((sort) => (
        <SortLink key={sort} id={`sort-${sort}`} sort={sort} query={query} />
      ))}
    </th>
  );
}

/** Leads to itself in the sorted list, so that the keyboard focus stays on it. */
function SortLink({ id, sort, query }: SortLinkProps) {
  const { after: _after, before: _before, ...rest } = query;
  const isSorted = query.sort === sort;
  const opposite = query.order === "asc" ? "desc" : "asc";
  const order = isSorted ? opposite : defaultOrder(sort);
  return (
    <Link
      id={id}
      href={`/admin/users${buildUsersQuery({ ...rest, sort, order })}#${id}`}
      scroll={false}
      data-sorted={isSorted || undefined}
      aria-current={isSorted || undefined}
      className="inline-flex h-9 items-center gap-1 rounded-item px-2 font-semibold text-muted hover:text-ink data-sorted:text-ink"
    >
      {SORT_NAMES[sort]} <span aria-hidden="true">{isSorted ? ARROWS[query.order] : "↕"}</span>
      <PendingMark />
    </Link>
  );
}
