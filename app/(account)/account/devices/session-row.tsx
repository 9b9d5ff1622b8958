import { IpAddress } from "@/components/layout/ip-address";
import { Badge } from "@/components/ui/badge";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { RelativeTime } from "@/components/ui/relative-time";
import { describeAuthentication } from "@/lib/sessions/authentication-methods";
import type { ListedSession } from "@/lib/sessions/manage-sessions";
import { revokeSessionAction } from "./actions";

// `lastSeenAt` is updated every 5 minutes.
const ACTIVE_MS = 6 * 60 * 1000;

type SessionRowProps = {
  session: ListedSession;
  /** What the session is called: its device. */
  name: string;
};

/** A session with the button that revokes it. */
export function SessionRow({ session, name }: SessionRowProps) {
  const { id, kind, isCurrent, ipAddress, createdAt, lastSeenAt, amr } = session;
  const methods = describeAuthentication(amr);
  const isActive = isCurrent || lastSeenAt.getTime() > Date.now() - ACTIVE_MS;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2.5 py-3.5 last:pb-0">
      <div className="min-w-0 flex-1 basis-36 text-sm leading-6 text-muted wrap-anywhere">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink">
          {isActive ? (
            <span className="inline-flex items-center gap-1.5 font-medium text-success">
              <span aria-hidden="true" className="size-2 rounded-full bg-success" />
              Active now
            </span>
          ) : (
            <span>
              Last active <RelativeTime dateTime={lastSeenAt.toISOString()} />
            </span>
          )}
          {isCurrent && <Badge>This session</Badge>}
          {kind === "bearer" && <Badge>API token</Badge>}
        </p>
        <p>
          Logged in <RelativeTime dateTime={createdAt.toISOString()} />
          {methods && ` · ${methods}`}
        </p>
        {ipAddress && (
          <p>
            <IpAddress ipAddress={ipAddress} />
          </p>
        )}
      </div>
      {!isCurrent && (
        <ConfirmDialog
          // Without JavaScript the confirmation opens here, and takes the whole width.
          className="[&[open]:not(:has(:modal))]:basis-full"
          trigger="Revoke session"
          triggerLabel={`Revoke session on ${name}`}
          title="Revoke this session?"
          description={
            kind === "bearer"
              ? "Its API token stops working at once. To use your account again, the program has to log in."
              : "It takes effect at once. To use your account there again, you have to log in."
          }
        >
          <form action={revokeSessionAction}>
            <input type="hidden" name="id" value={id} />
            <DialogActions confirm="Revoke session" pendingText="Revoking…" />
          </form>
        </ConfirmDialog>
      )}
    </li>
  );
}
