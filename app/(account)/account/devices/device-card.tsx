import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CodeIcon, DesktopIcon, PhoneIcon, TabletIcon } from "@/components/ui/icons";
import { RelativeTime } from "@/components/ui/relative-time";
import { deviceSummary } from "@/lib/devices/device-summary";
import type { DeviceSessions } from "@/lib/devices/list-device-sessions";
import { DeviceMenu } from "./device-menu";
import { SessionList } from "./session-list";

const ICONS = { desktop: DesktopIcon, mobile: PhoneIcon, tablet: TabletIcon } as const;

/** A device with its menu and its sessions. */
export function DeviceCard({ device }: { device: DeviceSessions }) {
  const { id, name, type, isCurrent, isTrusted, sessions, lastSeenAt } = device;
  const isProgram = sessions.length > 0 && sessions.every(({ kind }) => kind === "bearer");
  const Icon = isProgram && type === "desktop" ? CodeIcon : ICONS[type];
  return (
    // Without the frame's own overflow, so that the menu can reach beyond it.
    <Card aria-label={name} padding="compact">
      <div className="flex items-start gap-4">
        <span className="inline-flex size-10 shrink-0 items-center justify-center rounded-field bg-sunken text-muted">
          <Icon className="size-5" />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold wrap-anywhere">
            {name} {isCurrent && <Badge tone="success">This device</Badge>}
            {isTrusted && <Badge>Trusted</Badge>}
          </h2>
          <p className="mt-0.5 text-sm leading-6 text-muted wrap-anywhere">{deviceSummary(device)}</p>
        </div>
        <DeviceMenu device={{ id, name, isCurrent, sessions: sessions.length }} />
      </div>
      {sessions.length > 0 ? (
        <div className="mt-4 border-t border-line">
          <SessionList sessions={sessions} name={name} />
        </div>
      ) : (
        <p className="mt-4 border-t border-line pt-3.5 text-sm text-muted">
          Logged out. Last used <RelativeTime dateTime={lastSeenAt.toISOString()} />.
        </p>
      )}
    </Card>
  );
}
