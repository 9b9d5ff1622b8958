import type { Metadata } from "next";
import Link from "next/link";
import { AccountLayout } from "@/components/layout/account-layout";
import { PendingMark } from "@/components/layout/pending-mark";
import { TextLink } from "@/components/layout/text-link";
import { buttonStyle } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { listDeviceSessions } from "@/lib/devices/list-device-sessions";
import { requireReader } from "@/lib/sessions/current-user";
import { revokeOtherSessionsAction } from "./actions";
import { DeviceCard } from "./device-card";
import { SessionList } from "./session-list";

export const metadata: Metadata = { title: "Devices and sessions" };

const PATH = "/account/devices";

type DevicesPageProps = { searchParams: Promise<{ page?: string | string[] }> };

export default async function DevicesPage({ searchParams }: DevicesPageProps) {
  const actor = await requireReader(PATH);
  const list = await listDeviceSessions(actor, (await searchParams).page);
  const { devices, otherSessions, page, pageCount, deviceCount, sessionCount } = list;
  return (
    <AccountLayout
      user={actor.user}
      path={PATH}
      title="Devices and sessions"
      intro={
        <>
          Where your account is used. Don't recognize something? Log it out and{" "}
          <TextLink href="/account/password">change your password</TextLink>.
        </>
      }
    >
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <p className="text-sm text-muted">
          {counted(deviceCount, "device")}, {counted(sessionCount, "active session")}
        </p>
        {sessionCount > 1 && <RevokeOthers count={sessionCount - 1} />}
      </div>
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
          <SessionList sessions={otherSessions} name="an unknown device" />
        </Card>
      )}
      {pageCount > 1 && <Pages page={page} pageCount={pageCount} />}
    </AccountLayout>
  );
}

function RevokeOthers({ count }: { count: number }) {
  return (
    <ConfirmDialog
      // Without JavaScript the confirmation opens here, and takes the whole width.
      className="[&[open]:not(:has(:modal))]:basis-full"
      trigger="Revoke all other sessions"
      title="Revoke all other sessions?"
      description={`${count === 1 ? "1 session is" : `${count} sessions are`} revoked at once, and API tokens stop working. You stay logged in here, and your devices stay in the list.`}
    >
      <form action={revokeOtherSessionsAction}>
        <DialogActions confirm="Revoke all other sessions" pendingText="Revoking…" />
      </form>
    </ConfirmDialog>
  );
}

function Pages({ page, pageCount }: { page: number; pageCount: number }) {
  const style = buttonStyle({ variant: "secondary", size: "small" });
  return (
    <nav aria-label="Pagination" className="mt-6 flex items-center justify-between gap-3">
      {page > 1 ? (
        <Link className={style} href={page === 2 ? PATH : `${PATH}?page=${page - 1}`}>
          Previous
          <PendingMark />
        </Link>
      ) : (
        <span />
      )}
      <span className="text-sm text-muted">
        Page {page} of {pageCount}
      </span>
      {page < pageCount ? (
        <Link className={style} href={`${PATH}?page=${page + 1}`}>
          Next
          <PendingMark />
        </Link>
      ) : (
        <span />
      )}
    </nav>
  );
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
