import type { Metadata } from "next";
import { AccountFrame } from "@/components/layout/account-layout";
import { listDevices } from "@/lib/devices/manage-devices";
import { requireActor } from "@/lib/sessions/current-user";
import { isPasswordRecent } from "@/lib/sessions/reauthentication";
import { timeInWords } from "@/lib/time/format-date";
import { DeviceCard } from "./device-card";

export const metadata: Metadata = { title: "Your devices" };

export default async function DevicesPage() {
  const actor = await requireActor("/account/devices");
  const devices = await listDevices(actor);
  return (
    <AccountFrame
      user={actor.user}
      path="/account/devices"
      title="Your devices"
      intro="On what you were seen. To forget one ends its sessions."
    >
      <ul className="space-y-4">
        {devices.map(({ createdAt, lastSeenAt, ...device }) => (
          <li key={device.id}>
            <DeviceCard
              device={device}
              isCurrent={device.id === actor.deviceId}
              needsPassword={!isPasswordRecent(actor)}
              seen={`First seen ${timeInWords(createdAt)}, last ${timeInWords(lastSeenAt)}.`}
            />
          </li>
        ))}
      </ul>
    </AccountFrame>
  );
}
