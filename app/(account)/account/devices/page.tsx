import type { Metadata } from "next";
import { AccountFrame } from "@/components/layout/account-frame";
import { listDevices } from "@/lib/account/devices";
import { requireActor } from "@/lib/auth/current-user";
import { isPasswordRecent } from "@/lib/auth/password-again";
import { timeInWords } from "@/lib/time-in-words";
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
