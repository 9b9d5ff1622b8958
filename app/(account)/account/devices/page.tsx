import type { Metadata } from "next";
import { AccountLayout } from "@/components/layout/account-layout";
import { TextLink } from "@/components/layout/text-link";
import { Card, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { listDeviceSessions } from "@/lib/devices/list-device-sessions";
import { requireActor } from "@/lib/sessions/current-user";
import { revokeOtherSessionsAction } from "./actions";
import { DeviceCard } from "./device-card";
import { SessionRow } from "./session-row";

export const metadata: Metadata = { title: "Devices and sessions" };

export default async function DevicesPage() {
  const actor = await requireActor("/account/devices");
  const { devices, otherSessions } = await listDeviceSessions(actor);
  const sessions = [...devices.flatMap((device) => device.sessions), ...otherSessions];
  const others = sessions.filter(({ isCurrent }) => !isCurrent).length;
  return (
    <AccountLayout
      user={actor.user}
      path="/account/devices"
      title="Devices and sessions"
      intro={
        <>
          Where your account is used. Don't recognize something? Log it out and{" "}
          <TextLink href="/account/password">change your password</TextLink>.
        </>
      }
    >
      <ul className="space-y-4">
        {devices.map((device) => (
          <li key={device.id}>
            <DeviceCard device={device} />
          </li>
        ))}
      </ul>
      {otherSessions.length > 0 && (
        <Card padding="compact" className="mt-4">
          <CardHeader title="Sessions without a device" description="Opened by a program." className="mb-3" />
          <ul className="divide-y divide-line">
            {otherSessions.map((session) => (
              <SessionRow key={session.id} session={session} name="Session without a device" />
            ))}
          </ul>
        </Card>
      )}
      {others > 0 && (
        <ConfirmDialog
          className="mt-6"
          trigger="Log out all other sessions"
          triggerSize="regular"
          title="Log out all other sessions?"
          description={`${others === 1 ? "1 session is" : `${others} sessions are`} logged out at once, and API tokens stop working. You stay logged in here, and your devices stay in the list.`}
        >
          <form action={revokeOtherSessionsAction}>
            <DialogActions confirm="Log out all other sessions" pendingText="Logging out…" />
          </form>
        </ConfirmDialog>
      )}
    </AccountLayout>
  );
}
