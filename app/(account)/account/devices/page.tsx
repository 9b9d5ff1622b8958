import type { Metadata } from "next";
import { AccountLayout } from "@/components/layout/account-layout";
import { listDevices } from "@/lib/devices/manage-devices";
import { requireActor } from "@/lib/sessions/current-user";
import { hasRecentAuthentication } from "@/lib/sessions/reauthentication";
import { formatDateTime } from "@/lib/time/format-date";
import { DeviceCard } from "./device-card";

export const metadata: Metadata = { title: "Your devices" };

export default async function DevicesPage() {
  const actor = await requireActor("/account/devices");
  const devices = await listDevices(actor);
  return (
    <AccountLayout
      user={actor.user}
      path="/account/devices"
      title="Your devices"
      intro="Devices you've logged in from. Removing a device logs it out."
    >
      <ul className="space-y-4">
        {devices.map(({ createdAt, lastSeenAt, ...device }) => (
          <li key={device.id}>
            <DeviceCard
              device={device}
              isCurrent={device.id === actor.deviceId}
              needsPassword={!hasRecentAuthentication(actor)}
              lastUsed={formatDateTime(lastSeenAt)}
              added={formatDateTime(createdAt)}
            />
          </li>
        ))}
      </ul>
    </AccountLayout>
  );
}
