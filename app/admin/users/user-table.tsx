import Link from "next/link";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import type { ListedUser } from "@/lib/admin/list-users";
import { buildUsersQuery, type ListUsersQuery, SORTS, type Sort } from "@/lib/admin/list-users-query";

const ARROWS = { asc: "↑", desc: "↓" } as const;
const SORT_NAMES = { joined: "Joined", username: "Username", email: "Email" } as const;
const ARIA_ORDERS = { asc: "ascending", desc: "descending" } as const;

const EMAIL_STATES = {
  queued: { tone: "warning", text: "Queued" },
  sending: { tone: "warning", text: "Sending" },
  sent: { tone: "neutral", text: "Sent" },
  failed: { tone: "danger", text: "Failed" },
  delivered: { tone: "success", text: "Delivered" },
  bounced: { tone: "danger", text: "Bounced" },
  complained: { tone: "danger", text: "Marked as spam" },
} as const;

/** A table of users. On narrow screens each row becomes a card. */
export function UserTable({ users, query }: { users: ListedUser[]; query: ListUsersQuery }) {
  return (
    <>
      <SortLinks query={query} />
      <div className="overflow-x-auto sm:rounded-card sm:border sm:border-line sm:bg-card sm:shadow-card">
        <table className="block w-full text-left text-sm sm:table">
          <thead className="hidden border-b border-line bg-sunken text-muted sm:table-header-group">
            <tr>
              <SortedHeading sort="username" query={query} />
              <SortedHeading sort="email" query={query} />
              <Heading>Role</Heading>
              <Heading>Verified</Heading>
              <SortedHeading sort="joined" query={query} />
              <Heading>Last email</Heading>
            </tr>
          </thead>
          <tbody className="grid gap-3 sm:table-row-group">
            {users.map((user) => (
              <UserRow key={user.id} user={user} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-3 text-xs text-muted">All times in UTC.</p>
    </>
  );
}

/** Sort links for narrow screens, where the table header is hidden. */
function SortLinks({ query }: { query: ListUsersQuery }) {
  return (
    <p className="mb-4 flex flex-wrap gap-x-4 gap-y-2 text-sm sm:hidden">
      <span className="text-muted">Sort by</span>
      {SORTS.map((sort) => (
        <SortLink key={sort} sort={sort} query={query} />
      ))}
    </p>
  );
}

function UserRow({ user }: { user: ListedUser }) {
  return (
    <tr className="grid gap-2 rounded-card border border-line bg-card p-4 sm:table-row sm:border-0 sm:border-b sm:bg-transparent sm:last:border-b-0">
      <Cell name="Username">
        <span className="inline-flex items-center gap-2.5">
          <Avatar userId={user.id} username={user.username} pictureHash={user.pictureHash} />
          <span className="font-semibold wrap-anywhere">{user.username}</span>
        </span>
      </Cell>
      <Cell name="Email">
        <span className="wrap-anywhere">{user.email}</span>
      </Cell>
      <Cell name="Role">{user.role === "user" ? user.role : <Badge tone="success">{user.role}</Badge>}</Cell>
      <Cell name="Verified">
        {user.emailVerified ? (
          <Badge tone="success">Verified</Badge>
        ) : (
          <Badge tone="warning">Unverified</Badge>
        )}
      </Cell>
      <Cell name="Joined">
        <Time at={user.createdAt} />
      </Cell>
      <Cell name="Last email">
        <LastEmail email={user.lastEmail} />
      </Cell>
    </tr>
  );
}

function LastEmail({ email }: { email: ListedUser["lastEmail"] }) {
  if (!email) return <span className="text-muted">None</span>;
  const { tone, text } = EMAIL_STATES[email.state];
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <Badge tone={tone}>{text}</Badge>
      <Time at={email.sentAt ?? email.createdAt} />
      {email.lastError && (
        <span className="w-full max-w-64 truncate text-xs text-muted" title={email.lastError}>
          {email.lastError}
        </span>
      )}
    </span>
  );
}

/** A time in UTC, so that everyone who opens a shared link sees the same. */
function Time({ at }: { at: Date }) {
  const [date, time] = at.toISOString().split("T");
  return (
    <time dateTime={at.toISOString()} className="whitespace-nowrap tabular-nums" title="UTC">
      {date} {time?.slice(0, 5)}
    </time>
  );
}

function Cell({ name, children }: { name: string; children: ReactNode }) {
  return (
    <td className="grid grid-cols-[6rem_1fr] items-baseline gap-3 sm:table-cell sm:px-4 sm:py-3.5">
      <span className="text-muted sm:hidden">{name}</span>
      <span>{children}</span>
    </td>
  );
}

function Heading({ children }: { children: ReactNode }) {
  return (
    <th scope="col" className="px-4 py-3 font-semibold">
      {children}
    </th>
  );
}

type SortProps = { sort: Sort; query: ListUsersQuery };

function SortedHeading({ sort, query }: SortProps) {
  return (
    <th scope="col" className="px-4 py-3" aria-sort={query.sort === sort ? ARIA_ORDERS[query.order] : "none"}>
      <SortLink sort={sort} query={query} />
    </th>
  );
}

function SortLink({ sort, query }: SortProps) {
  const { after: _after, before: _before, ...rest } = query;
  const isSorted = query.sort === sort;
  const order = isSorted && query.order === "asc" ? "desc" : "asc";
  return (
    <Link
      href={`/admin/users${buildUsersQuery({ ...rest, sort, order })}`}
      className="inline-flex gap-1 rounded-sm font-semibold hover:text-ink"
    >
      {SORT_NAMES[sort]} <span aria-hidden="true">{isSorted ? ARROWS[query.order] : "↕"}</span>
    </Link>
  );
}
