import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ShownUser, UserDevice, UserSession } from "@/lib/admin/get-user";
import type { UserAction } from "@/lib/admin/permissions";
import { deviceSummary } from "@/lib/devices/device-summary";
import { ActionDialog, type DialogSubject } from "./action-dialog";

type Shared = { subject: DialogSubject; may: (action: UserAction) => boolean };

// Without JavaScript the confirmation opens in the row, and takes the whole width.
const ROW_DIALOG = "[&[open]:not(:has(:modal))]:basis-full";

/** The devices of a user with their sessions, and the sessions without a device. */
export function UserDevices({ user, ...shared }: Shared & { user: ShownUser }) {
  const { devices, sessions } = user;
  const known = new Set(devices.map(({ id }) => id));
  const others = sessions.filter(({ deviceId }) => !deviceId || !known.has(deviceId));
  return (
    <Card padding="compact" aria-labelledby="devices">
      <CardHeader title="Devices and sessions" titleId="devices" className="mb-2" />
      {devices.length + others.length === 0 && (
        <p className="text-sm text-muted">This user has no devices and no active sessions.</p>
      )}
      <ul className="divide-y divide-line">
        {devices.map((device) => (
          <DeviceRow
            key={device.id}
            device={device}
            sessions={sessions.filter(({ deviceId }) => deviceId === device.id)}
            {...shared}
          />
        ))}
        {others.map((session) => (
          <li key={session.id} className="py-3.5 first:pt-1 last:pb-0">
            <SessionRow session={session} name="an unknown device" {...shared} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

type DeviceRowProps = Shared & { device: UserDevice; sessions: UserSession[] };

function DeviceRow({ device, sessions, subject, may }: DeviceRowProps) {
  const { id, name, isTrusted, lastSeenAt } = device;
  return (
    <li className="py-3.5 first:pt-1 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-48">
          <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium wrap-anywhere">
            {name} {isTrusted && <Badge>Trusted</Badge>}
          </h3>
          <p className="text-sm leading-6 text-muted wrap-anywhere">
            {deviceSummary(device)} · Last used <RelativeTime dateTime={lastSeenAt.toISOString()} />
          </p>
        </div>
        {may("remove_device") && (
          <ActionDialog
            className={ROW_DIALOG}
            subject={subject}
            action="remove_device"
            target={id}
            trigger="Remove device"
            triggerLabel={`Remove device ${name}`}
            triggerVariant="secondary"
            title={`Remove ${name}?`}
            description="Its sessions are revoked at once. The next login from it counts as a login from a new device."
            confirm="Remove device"
            pendingText="Removing…"
            isDangerous
          />
        )}
      </div>
      {sessions.length > 0 && (
        <ul className="mt-2.5 space-y-2.5 border-l-2 border-line pl-4">
          {sessions.map((session) => (
            <li key={session.id}>
              <SessionRow session={session} name={name} subject={subject} may={may} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

type SessionRowProps = Shared & { session: UserSession; name: string };

function SessionRow({ session, name, subject, may }: SessionRowProps) {
  const { id, kind, ipAddress, createdAt, lastSeenAt } = session;
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 text-sm leading-6">
      <div className="min-w-0 flex-1 basis-48 wrap-anywhere">
        <p className="flex flex-wrap items-center gap-x-2">
          <span>
            Active <RelativeTime dateTime={lastSeenAt.toISOString()} />
          </span>
          {kind === "bearer" && <Badge>API token</Badge>}
        </p>
        <p className="text-muted">
          Logged in <RelativeTime dateTime={createdAt.toISOString()} />
          {ipAddress && ` · IP ${ipAddress}`}
        </p>
      </div>
      {may("revoke_session") && (
        <ActionDialog
          className={ROW_DIALOG}
          subject={subject}
          action="revoke_session"
          target={id}
          trigger="Revoke session"
          triggerLabel={`Revoke session on ${name}`}
          triggerVariant="secondary"
          title="Revoke this session?"
          description="It takes effect at once. The user has to log in again there."
          confirm="Revoke session"
          pendingText="Revoking…"
          isDangerous
        />
      )}
    </div>
  );
}
