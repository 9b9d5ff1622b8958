import Link from "next/link";
import { ActivityItem } from "@/components/layout/activity-item";
import { PendingMark } from "@/components/layout/pending-mark";
import { TextLink } from "@/components/layout/text-link";
import { buttonStyle } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { listUserEvents, UserEvent } from "@/lib/admin/list-user-events";

type UserActivityProps = Awaited<ReturnType<typeof listUserEvents>> & {
  userId: string;
  /** Whether this isn't the newest page. */
  isOlder: boolean;
  /** Whether the viewer may see the audit log of all accounts. */
  hasAuditLog: boolean;
};

/** The audit events about a user, with who caused them. */
export function UserActivity({ userId, events, next, isOlder, hasAuditLog }: UserActivityProps) {
  const path = `/admin/users/${userId}`;
  const style = buttonStyle({ variant: "secondary", size: "small" });
  return (
    <Card padding="compact" aria-labelledby="activity">
      <CardHeader title="Audit events" titleId="activity" className="mb-1" />
      {events.length === 0 && <p className="text-sm text-muted">There are no events.</p>}
      <ol className="divide-y divide-line">
        {events.map((event) => (
          <li key={event.id}>
            <ActivityItem activity={event} by={event.actor && <By actor={event.actor} />} note={event.note} />
          </li>
        ))}
      </ol>
      {hasAuditLog && (
        <p className="mt-3 text-sm">
          <TextLink href={`/admin/audit?subject=${userId}`}>Show in the audit log</TextLink>
        </p>
      )}
      {(isOlder || next) && (
        <nav aria-label="Pages of audit events" className="mt-4 flex flex-wrap gap-3">
          {isOlder && (
            <Link href={`${path}#activity`} className={style}>
              Newest events
              <PendingMark />
            </Link>
          )}
          {next && (
            <Link href={`${path}?before=${next}#activity`} className={style}>
              Older events
              <PendingMark />
            </Link>
          )}
        </nav>
      )}
    </Card>
  );
}

function By({ actor: { id, username } }: { actor: NonNullable<UserEvent["actor"]> }) {
  if (!username) return "a deleted administrator";
  return <TextLink href={`/admin/users/${id}`}>{username}</TextLink>;
}
