import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { LIST_COLUMNS, type ListColumn, shownColumns } from "@/lib/admin/list-columns";
import type { ListedUser } from "@/lib/admin/list-users";
import type { ListUsersQuery } from "@/lib/admin/list-users-query";
import type { Person } from "@/lib/admin/permissions";
import { BULK_FORM } from "./bulk-bar";
import { EMAIL_STATES } from "./email-states";
import { RowMenu } from "./row-menu";
import { SortedHeading, SortLinks } from "./sort-links";

/** Classes of the cells that only wide screens show. */
const WIDE_CELL = "hidden px-2 py-3 md:table-cell";
const NARROW_CELL = "md:table-cell md:px-2 md:py-3";

type UserTableProps = {
  users: ListedUser[];
  query: ListUsersQuery;
  /** Who looks at the list. */
  actor: Person;
};

/** A table of users. On narrow screens each row is a person in two lines, with what is unusual about them. */
export function UserTable({ users, query, actor }: UserTableProps) {
  const shown = shownColumns(query);
  return (
    <div className="page-list">
      <SortLinks query={query} />
      <div className="overflow-hidden rounded-card border border-line bg-card shadow-card md:overflow-x-auto">
        <table className="block w-full text-left text-sm md:table">
          <thead className="hidden border-b border-line bg-sunken text-muted md:table-header-group">
            <tr>
              <th scope="col" className="py-1 pl-4">
                <span className="sr-only">Choose</span>
              </th>
              <SortedHeading sort="username" query={query} />
              {shown.has("email") && <SortedHeading sort="email" query={query} />}
              {shown.has("status") && <Heading>{LIST_COLUMNS.status}</Heading>}
              {shown.has("role") && <Heading>{LIST_COLUMNS.role}</Heading>}
              {shown.has("email_verified") && <Heading>{LIST_COLUMNS.email_verified}</Heading>}
              {shown.has("two_factor") && <Heading>{LIST_COLUMNS.two_factor}</Heading>}
              {shown.has("created_at") && <SortedHeading sort="joined" query={query} />}
              {shown.has("last_login_at") && <SortedHeading sort="last_login" query={query} />}
              {shown.has("last_email") && <Heading>{LIST_COLUMNS.last_email}</Heading>}
              <th scope="col" className="px-2 py-1">
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody className="block divide-y divide-line md:table-row-group">
            {users.map((user) => (
              <UserRow key={user.id} user={user} shown={shown} actor={actor} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-3 hidden text-xs text-muted md:block">All times in UTC.</p>
    </div>
  );
}

type UserRowProps = { user: ListedUser; shown: ReadonlySet<ListColumn>; actor: Person };

function UserRow({ user, shown, actor }: UserRowProps) {
  const { id, username, email, pictureHash } = user;
  return (
    <tr className="flex items-center gap-3 px-4 py-3 transition-colors duration-fast hover:bg-sunken md:table-row">
      <td className="md:py-3 md:pl-4">
        <input
          type="checkbox"
          name="id"
          value={id}
          form={BULK_FORM}
          aria-label={`Choose ${username}`}
          className="size-5 align-middle accent-accent"
        />
      </td>
      <td className="flex min-w-0 flex-1 items-center gap-3 md:table-cell md:px-2 md:py-3">
        <span className="inline-flex min-w-0 items-center gap-3 md:gap-2.5">
          <Avatar userId={id} username={username} pictureHash={pictureHash} />
          <span className="min-w-0">
            <a
              id={`user-${id}`}
              href={`/admin/users/${id}`}
              className="block min-h-6 truncate font-semibold hover:underline md:max-w-40"
              title={username}
            >
              {username}
            </a>
            {/* Also in a cell of its own, on wide screens. */}
            <span className="block truncate text-muted md:hidden" title={email}>
              {email}
            </span>
          </span>
        </span>
      </td>
      {shown.has("email") && (
        <td className={WIDE_CELL}>
          <span className="block max-w-52 truncate" title={email}>
            {email}
          </span>
        </td>
      )}
      {shown.has("status") && (
        <td className={user.suspendedAt || user.deleteAfter ? NARROW_CELL : WIDE_CELL}>
          <Status user={user} />
        </td>
      )}
      {shown.has("role") && (
        <td className={user.role === "user" ? WIDE_CELL : NARROW_CELL}>
          <Role role={user.role} />
        </td>
      )}
      {shown.has("email_verified") && (
        <td className={user.emailVerified ? WIDE_CELL : NARROW_CELL}>
          {user.emailVerified ? (
            <Badge tone="success">Verified</Badge>
          ) : (
            <Badge tone="warning">Unverified</Badge>
          )}
        </td>
      )}
      {shown.has("two_factor") && (
        <td className={WIDE_CELL}>
          {user.hasTwoFactor ? <Badge tone="success">On</Badge> : <span className="text-muted">Off</span>}
        </td>
      )}
      {shown.has("created_at") && (
        <td className={WIDE_CELL}>
          <Time at={user.createdAt} />
        </td>
      )}
      {shown.has("last_login_at") && (
        <td className={WIDE_CELL}>
          {user.lastLoginAt ? <Time at={user.lastLoginAt} /> : <span className="text-muted">Never</span>}
        </td>
      )}
      {shown.has("last_email") && (
        <td className={hasProblem(user) ? NARROW_CELL : WIDE_CELL}>
          <LastEmail email={user.lastEmail} />
        </td>
      )}
      <td className="md:px-2 md:py-2">
        <RowMenu user={user} actor={actor} />
      </td>
    </tr>
  );
}

function Status({ user: { suspendedAt, deleteAfter } }: { user: ListedUser }) {
  if (suspendedAt) return <Badge tone="danger">Suspended</Badge>;
  if (deleteAfter) return <Badge tone="danger">Deletion scheduled</Badge>;
  return <span className="text-muted">Active</span>;
}

function Role({ role }: { role: ListedUser["role"] }) {
  return role === "user" ? <span className="text-muted">user</span> : <Badge tone="accent">{role}</Badge>;
}

function hasProblem({ lastEmail }: ListedUser): boolean {
  return lastEmail !== undefined && EMAIL_STATES[lastEmail.state].tone === "danger";
}

function LastEmail({ email }: { email: ListedUser["lastEmail"] }) {
  if (!email) return <span className="text-muted">None</span>;
  const { tone, text } = EMAIL_STATES[email.state];
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <Badge tone={tone}>{text}</Badge>
      <span className="hidden md:inline">
        <Time at={email.sentAt ?? email.createdAt} />
      </span>
      {email.lastError && (
        <span className="hidden w-full max-w-64 truncate text-xs text-muted md:block" title={email.lastError}>
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

function Heading({ children }: { children: string }) {
  return (
    <th scope="col" className="px-2 py-2.5 font-semibold whitespace-nowrap">
      {children}
    </th>
  );
}
