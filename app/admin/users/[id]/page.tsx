import type { Metadata } from "next";
import { cache } from "react";
import { NOT_FOUND_TITLE, NotFoundContent } from "@/components/layout/not-found-content";
import { TextLink } from "@/components/layout/text-link";
import { Alert } from "@/components/ui/alert";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { LocalDate } from "@/components/ui/local-date";
import { RelativeTime } from "@/components/ui/relative-time";
import { findStaff, isStaff } from "@/lib/admin/find-staff";
import { getUser, type ShownUser, shownTo } from "@/lib/admin/get-user";
import { listUserEvents } from "@/lib/admin/list-user-events";
import { isAllowed, mayChange, type UserAction } from "@/lib/admin/permissions";
import { setPageStatus } from "@/lib/http/page-status";
import { confirmPath } from "@/lib/sessions/confirm-page";
import { needsConfirmation, needsPassword } from "@/lib/sessions/reauthentication";
import { ListBackLink } from "../list-back-link";
import { ROLE_NAMES } from "../role-names";
import { UserActions } from "./user-actions";
import { UserActivity } from "./user-activity";
import { UserDetails } from "./user-details";
import { UserDevices } from "./user-devices";
import { UserEmails } from "./user-emails";

type UserPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ before?: string | string[]; action?: string | string[] }>;
};

/** The title and the page show the same user, who is read once. */
const readUser = cache(getUser);

/** The title must not reveal either that the page exists. */
export async function generateMetadata({ params }: UserPageProps): Promise<Metadata> {
  const user = (await isStaff("read_user")) ? await readUser((await params).id) : undefined;
  return { title: user?.username ?? NOT_FOUND_TITLE, robots: { index: false } };
}

export default async function UserPage({ params, searchParams }: UserPageProps) {
  const actor = await findStaff("read_user");
  if (!actor) return <NotFoundContent />;
  const [{ id }, { before, action }] = await Promise.all([params, searchParams]);
  const [found, activity] = await Promise.all([readUser(id), listUserEvents(id, actor.user, before)]);
  if (!found) {
    await setPageStatus(404);
    return <NotFoundContent />;
  }
  const user = shownTo(actor.user, found);
  const may = (action: UserAction) => mayChange(actor.user, action, user);
  const subject = {
    userId: id,
    needsPassword: needsPassword(actor),
    openAction: typeof action === "string" ? action : undefined,
  };
  const isOwn = actor.userId === id;
  return (
    <main className="mx-auto w-full max-w-6xl flex-1 px-4 py-8 sm:px-8 sm:py-10">
      <ListBackLink />
      <UserHeading user={user} />
      {needsConfirmation(actor) && (
        <Alert tone="info" className="mb-6">
          <TextLink href={confirmPath(`/admin/users/${id}`)}>Confirm it's you</TextLink> to make changes.
        </Alert>
      )}
      <UserAlerts user={user} />
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_19rem]">
        <div className="min-w-0 lg:col-start-1">
          <UserDetails user={user} />
        </div>
        <div className="min-w-0 lg:col-start-2 lg:row-span-4 lg:row-start-1">
          {isOwn && (
            <Alert tone="info">
              This is your own account. Manage it on your <TextLink href="/account">account page</TextLink>.
            </Alert>
          )}
          {!isOwn && may("send_password_reset") && <UserActions user={user} subject={subject} may={may} />}
          {!isOwn && !may("send_password_reset") && (
            <Alert tone="info">Only administrators can change the account of an admin or a manager.</Alert>
          )}
        </div>
        <div className="min-w-0 space-y-6 lg:col-start-1">
          <UserDevices user={user} subject={subject} may={may} />
          <UserEmails user={user} />
          <UserActivity
            userId={id}
            isOlder={before !== undefined}
            hasAuditLog={isAllowed(actor.user.role, "list_events")}
            {...activity}
          />
        </div>
      </div>
    </main>
  );
}

function UserHeading({ user }: { user: ShownUser }) {
  const { id, username, email, role, profile, emailVerified, suspendedAt, deleteAfter } = user;
  return (
    <div className="mb-6 flex items-center gap-4">
      <Avatar userId={id} username={username} pictureHash={profile?.pictureHash ?? undefined} size={64} />
      <div className="min-w-0">
        <h1 className="text-display font-semibold wrap-anywhere">{username}</h1>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-muted">
          <span className="min-w-0 wrap-anywhere">{email}</span>
          {role !== "user" && <Badge tone="accent">{ROLE_NAMES[role]}</Badge>}
          {suspendedAt && <Badge tone="danger">Suspended</Badge>}
          {deleteAfter && <Badge tone="danger">Deletion scheduled</Badge>}
          {!emailVerified && <Badge tone="warning">Unverified</Badge>}
        </p>
      </div>
    </div>
  );
}

/** What is unusual about the account, before everything else. */
function UserAlerts({
  user: { suspendedAt, suspendedUntil, suspensionReason, deleteAfter, resetDueAt, suppression },
}: {
  user: ShownUser;
}) {
  return (
    <div className="mb-6 space-y-3 empty:hidden">
      {suspendedAt && (
        <Alert tone="warning" title="This account is suspended">
          Suspended <RelativeTime dateTime={suspendedAt.toISOString()} />.
          {suspensionReason && ` Reason: ${suspensionReason}`}
          {suspendedUntil && (
            <>
              <br />
              It ends on <LocalDate dateTime={suspendedUntil.toISOString()} />.
            </>
          )}
        </Alert>
      )}
      {deleteAfter && (
        <Alert tone="warning" title="This account is scheduled for deletion">
          It and its data are deleted on <LocalDate dateTime={deleteAfter.toISOString()} />.
        </Alert>
      )}
      {resetDueAt && (
        <Alert tone="warning" title="A two-factor reset is scheduled">
          All methods and recovery codes are removed on <LocalDate dateTime={resetDueAt.toISOString()} />.
        </Alert>
      )}
      {suppression && (
        <Alert tone="warning" title="The email address is on the suppression list">
          Added <RelativeTime dateTime={suppression.createdAt.toISOString()} />. Reason: {suppression.reason}
        </Alert>
      )}
    </div>
  );
}
