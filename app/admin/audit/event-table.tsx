import { FieldChanges } from "@/components/layout/field-changes";
import { TextLink } from "@/components/layout/text-link";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeading } from "@/components/ui/table";
import type { ListedEvent, Person } from "@/lib/admin/list-events";
import { buildEventsQuery } from "@/lib/admin/list-events-query";

type Event = { event: ListedEvent };

/** The events as a table on wide screens, and as a list on narrow ones. */
export function EventTable({ events }: { events: ListedEvent[] }) {
  return (
    <div className="page-list">
      <div className="hidden md:block">
        <Table label="Audit events">
          <TableHead>
            <tr>
              <TableHeading>Time</TableHeading>
              <TableHeading>Event</TableHeading>
              <TableHeading>Actor</TableHeading>
              <TableHeading>Subject</TableHeading>
              <TableHeading>IP address</TableHeading>
            </tr>
          </TableHead>
          <TableBody>
            {events.map((event) => (
              <tr key={event.id}>
                <TableCell className="align-top">
                  <Time at={event.at} />
                </TableCell>
                <TableCell className="min-w-64 align-top">
                  <What event={event} />
                </TableCell>
                <TableCell className="align-top wrap-anywhere">
                  <Actor event={event} />
                </TableCell>
                <TableCell className="align-top wrap-anywhere">
                  <Name person={event.subject} />
                </TableCell>
                <TableCell className="align-top wrap-anywhere">
                  <Address event={event} />
                </TableCell>
              </tr>
            ))}
          </TableBody>
        </Table>
      </div>
      <ul className="divide-y divide-line rounded-card border border-line bg-card shadow-card md:hidden">
        {events.map((event) => (
          <li key={event.id} className="px-4 py-3 text-sm leading-6">
            <What event={event} />
            <p className="mt-1 text-muted wrap-anywhere">
              <Time at={event.at} /> · <Actor event={event} />
              {event.actor?.id !== event.subject.id && (
                <>
                  {" → "}
                  <Name person={event.subject} />
                </>
              )}
              {event.ipAddress && (
                <>
                  {" · "}
                  <Address event={event} />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-xs text-muted">All times in UTC.</p>
    </div>
  );
}

function What({ event }: Event) {
  const { message, outcome, changes, note } = event;
  return (
    <div className="wrap-anywhere">
      <p className="font-medium">
        {message} {outcome === "failed" && <Badge tone="warning">Failed</Badge>}
        {outcome === "blocked" && <Badge tone="danger">Blocked</Badge>}
      </p>
      <FieldChanges changes={changes} className="mt-0.5" />
      {note && <p className="mt-0.5">{note}</p>}
      <Details event={event} />
    </div>
  );
}

/** What one needs to find the event elsewhere, such as in the log. */
function Details({ event: { id, event, requestId, sessionId, userAgent } }: Event) {
  const lines = [
    { name: "Event", value: event },
    { name: "ID", value: id },
    { name: "Request", value: requestId },
    { name: "Session", value: sessionId },
    { name: "User agent", value: userAgent },
  ];
  return (
    <details className="mt-0.5">
      <summary className="inline-block min-h-6 cursor-pointer text-xs leading-6 text-muted hover:text-ink">
        Details
      </summary>
      <dl className="mt-1 mb-1 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-xs leading-5">
        {lines.map(
          ({ name, value }) =>
            value && (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                <dd className="min-w-0 font-mono wrap-anywhere">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </details>
  );
}

function Actor({ event: { event, actor } }: Event) {
  if (actor) return <Name person={actor} />;
  return <span className="text-muted">{event === "authn_login_fail" ? "Unknown" : "System"}</span>;
}

function Name({ person: { id, username } }: { person: Person }) {
  if (username) return <TextLink href={`/admin/users/${id}`}>{username}</TextLink>;
  return (
    <>
      <a
        href={`/admin/audit${buildEventsQuery({ subject: id })}`}
        title={id}
        className="text-muted underline underline-offset-3 hover:text-ink"
      >
        Deleted user
      </a>{" "}
      <span className="font-mono text-xs text-muted">{id.slice(0, 8)}</span>
    </>
  );
}

function Address({ event: { ipAddress } }: Event) {
  if (!ipAddress) return <span className="text-muted">None</span>;
  return (
    <a
      href={`/admin/audit${buildEventsQuery({ ip: ipAddress })}`}
      className="text-ink underline underline-offset-3"
      title="Events from this address"
    >
      {ipAddress}
    </a>
  );
}

/** A time in UTC, so that everyone who opens a shared link sees the same. */
function Time({ at }: { at: Date }) {
  const [date, time] = at.toISOString().split("T");
  return (
    <time dateTime={at.toISOString()} className="whitespace-nowrap tabular-nums" title="UTC">
      {date} {time?.slice(0, 8)}
    </time>
  );
}
