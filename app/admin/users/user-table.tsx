import { cx } from "class-variance-authority";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { LIST_COLUMNS, type ListColumn, shownColumns } from "@/lib/admin/list-columns";
import type { ListedUser } from "@/lib/admin/list-users";
import type { ListUsersQuery } from "@/lib/admin/list-users-query";
import type { Person } from "@/lib/admin/permissions";
import { BULK_FORM } from "./bulk-bar";
import { EMAIL_STATES } from "./email-states";
import { ROLE_NAMES } from "./role-names";
import { RowMenu } from "./row-menu";
import { SortedHeading, SortLinks } from "./sort-links";

/** Classes of the cells that only wide screens show. */
const WIDE_CELL = "hidden px-2 py-3 md:table-cell";
/** Classes of the cells that narrow screens show too, one below the other. */
const NARROW_CELL = "col-start-3 justify-self-end py-0.5 md:table-cell md:px-2 md:py-3";

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
      <div className="relative overflow-hidden rounded-card border border-line bg-card shadow-card md:overflow-x-auto">
        <table className="block w-full text-left text-sm md:table">
          <thead className="hidden border-b border-line bg-sunken text-muted md:table-header-group">
            <tr>
              <th scope="col" className="py-1 pl-4">
                <span className="sr-only">Choose</span>
              </th>
              <SortedHeading
                sorts={shown.has("email") ? ["username", "email"] : ["username"]}
                query={query}
              />
              {shown.has("status") && <Heading>{LIST_COLUMNS.status}</Heading>}
              {shown.has("role") && <Heading>{LIST_COLUMNS.role}</Heading>}
              {shown.has("email_verified") && <Heading>{LIST_COLUMNS.email_verified}</Heading>}
              {shown.has("two_factor") && <Heading>{LIST_COLUMNS.two_factor}</Heading>}
              {shown.has("created_at") && <SortedHeading sorts={["joined"]} query={query} />}
              {shown.has("last_login_at") && <SortedHeading sorts={["last_login"]} query={query} />}
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
      <p className="mt-3 hidden text-xs text-muted md:block">All dates in UTC.</p>
    </div>
  );
}

type UserRowProps = { user: ListedUser; shown: ReadonlySet<ListColumn>; actor: Person };

function UserRow({ user, shown, actor }: UserRowProps) {
  const { id, username, email, pictureHash } = user;
  return (
    <tr className="grid grid-cols-[auto_minmax(0,1fr)_auto_auto] items-center gap-x-3 px-4 py-3 transition-colors duration-fast hover:bg-sunken md:table-row">
      <td className="row-span-4 md:py-3 md:pl-4">
        <input
          type="checkbox"
          name="id"
          value={id}
          form={BULK_FORM}
          aria-label={`Choose ${username}`}
          className="size-5 align-middle accent-accent"
        />
      </td>
      {/* Takes the width that the other columns leave, and no more. */}
      <td className="row-span-4 min-w-0 md:w-full md:max-w-0 md:min-w-40 md:px-2 md:py-3">
        <span className="flex min-w-0 items-center gap-3">
          <span className="max-md:hidden">
            <Avatar userId={id} username={username} pictureHash={pictureHash} />
          </span>
          <span className="min-w-0">
            <a
              id={`user-${id}`}
              href={`/admin/users/${id}`}
              className="block min-h-6 truncate font-semibold hover:underline"
              title={username}
            >
              {username}
            </a>
            <span
              className={cx("block truncate text-muted", !shown.has("email") && "md:hidden")}
              title={email}
            >
              {email}
            </span>
          </span>
        </span>
      </td>
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
          <Day at={user.createdAt} />
        </td>
      )}
      {shown.has("last_login_at") && (
        <td className={WIDE_CELL}>
          {user.lastLoginAt ? <Day at={user.lastLoginAt} /> : <span className="text-muted">Never</span>}
        </td>
      )}
      {shown.has("last_email") && (
        <td className={hasProblem(user) ? NARROW_CELL : WIDE_CELL}>
          <LastEmail email={user.lastEmail} />
        </td>
      )}
      <td className="col-start-4 row-span-4 row-start-1 md:px-2 md:py-2">
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
  const name = ROLE_NAMES[role];
  return role === "user" ? <span className="text-muted">{name}</span> : <Badge tone="accent">{name}</Badge>;
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
        <Day at={email.sentAt ?? email.createdAt} />
      </span>
      {email.lastError && (
        <span className="hidden w-full max-w-44 truncate text-xs text-muted md:block" title={email.lastError}>
          {email.lastError}
        </span>
      )}
    </span>
  );
}

/** A day in UTC, so that everyone who opens a shared link sees the same, with the time as a tooltip. */
function Day({ at }: { at: Date }) {
  const [date, time] = at.toISOString().split("T");
  return (
    <time
      dateTime={at.toISOString()}
      className="whitespace-nowrap tabular-nums"
      title={`${date} ${time?.slice(0, 5)} UTC`}
    >
      {date}
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
