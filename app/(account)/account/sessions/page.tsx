import type { Metadata } from "next";
import { AccountLayout } from "@/components/layout/account-layout";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { requireActor } from "@/lib/sessions/current-user";
import { type ListedSession, listSessions } from "@/lib/sessions/manage-sessions";
import { formatDateTime } from "@/lib/time/format-date";
import { revokeOtherSessionsAction, revokeSessionAction } from "./actions";

export const metadata: Metadata = { title: "Your sessions" };

export default async function SessionsPage() {
  const actor = await requireActor("/account/sessions");
  const sessions = await listSessions(actor);
  return (
    <AccountLayout
      user={actor.user}
      path="/account/sessions"
      title="Your sessions"
      intro="Devices currently logged in to your account. Log out any you don't recognize; it takes effect immediately."
    >
      <ul className="space-y-3">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <form action={revokeOtherSessionsAction} className="mt-6">
          <Button type="submit" variant="secondary">
            Log out all other sessions
          </Button>
        </form>
      )}
    </AccountLayout>
  );
}

function SessionRow({ session }: { session: ListedSession }) {
  const { id, kind, isCurrent, ipAddress, createdAt, lastSeenAt, device } = session;
  const name = device?.name ?? "Unknown device";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-line bg-card p-4 shadow-card sm:p-5">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2 font-semibold wrap-anywhere">
          {name} {isCurrent && <Badge tone="success">This session</Badge>}
          {kind === "bearer" && <Badge>API token</Badge>}
        </p>
        <p className="mt-1 text-sm leading-6 text-muted wrap-anywhere">
          {ipAddress && `${ipAddress} · `}Last active {formatDateTime(lastSeenAt)} · Logged in{" "}
          {formatDateTime(createdAt)}
        </p>
      </div>
      {!isCurrent && (
        <form action={revokeSessionAction}>
          <input type="hidden" name="id" value={id} />
          <Button type="submit" variant="secondary" size="small" aria-label={`Log out ${name}`}>
            Log out
          </Button>
        </form>
      )}
    </li>
  );
}
