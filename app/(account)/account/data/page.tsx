import type { Metadata } from "next";
import { PasswordField } from "@/components/forms/password-field";
import { AccountLayout } from "@/components/layout/account-layout";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { DownloadIcon } from "@/components/ui/icons";
import { LocalDate } from "@/components/ui/local-date";
import { DELETION_GRACE_DAYS } from "@/lib/account/delete-account";
import { scheduledDeletion } from "@/lib/account/keep-account";
import { formMessage, SESSION_EXPIRED, TRY_AGAIN } from "@/lib/messages/form-messages";
import { requireConfirmedIdentity } from "@/lib/sessions/confirm-page";
import { requireActor } from "@/lib/sessions/current-user";
import { needsPassword } from "@/lib/sessions/reauthentication";
import { DeleteForm } from "./delete-form";

export const metadata: Metadata = { title: "Data and deletion" };

/** The messages after a failed download, by the `problem` parameter that its route redirects with. */
const PASSWORD_MESSAGES: Record<string, string> = {
  password_needed: formMessage("password_needed"),
  incorrect_password: formMessage("incorrect_password"),
};
const ALERTS: Record<string, string> = {
  rate_limited: "Too many attempts. Try again later.",
  overloaded: TRY_AGAIN,
  unavailable: TRY_AGAIN,
  session_expired: SESSION_EXPIRED,
};

function messageOf(messages: Record<string, string>, problem: string | string[] | undefined) {
  return Object.hasOwn(messages, String(problem)) ? messages[String(problem)] : undefined;
}

type DataPageProps = { searchParams: Promise<{ problem?: string | string[] }> };

export default async function DataPage({ searchParams }: DataPageProps) {
  const { problem } = await searchParams;
  const actor = await requireActor("/account/data");
  const deleteAfter = await scheduledDeletion(actor.userId);
  await requireConfirmedIdentity(actor, "/account/data");
  const alert = messageOf(ALERTS, problem);
  const passwordMessage = messageOf(PASSWORD_MESSAGES, problem);
  return (
    <AccountLayout user={actor.user} path="/account/data" title="Data and deletion">
      <Card className="mb-6" aria-labelledby="download">
        <CardHeader
          titleId="download"
          title="Download your data"
          description="Your profile, devices, sessions, emails and activity, as a JSON file. We email you about each download."
        />
        {alert && <Alert className="mb-5">{alert}</Alert>}
        <form action="/account/download" method="post" className="space-y-5">
          {(needsPassword(actor) || passwordMessage) && (
            <PasswordField
              label="Password"
              name="password"
              autoComplete="current-password"
              messages={passwordMessage ? [passwordMessage] : []}
            />
          )}
          <Button type="submit" variant="secondary">
            <DownloadIcon className="size-4" /> Download data
          </Button>
        </form>
      </Card>
      <Card tone="danger" aria-labelledby="delete">
        {deleteAfter ? (
          <>
            <CardHeader
              titleId="delete"
              title={<span className="text-danger">Delete your account</span>}
              className="mb-2"
            />
            <p className="leading-7 text-muted">
              Your account and all its data will be deleted on{" "}
              <LocalDate dateTime={deleteAfter.toISOString()} />. To keep it, choose Keep my account above.
            </p>
          </>
        ) : (
          <>
            <CardHeader
              titleId="delete"
              title={<span className="text-danger">Delete your account</span>}
              className="mb-3"
            />
            <ul className="mb-6 list-disc space-y-1.5 pl-5 text-sm leading-6 text-muted">
              <li>You're logged out on all devices at once, and API tokens stop working.</li>
              <li>
                Your account is deleted after {DELETION_GRACE_DAYS} days. Until then you can log in and choose
                Keep my account.
              </li>
              <li>
                Then your profile, picture and devices are deleted for good, and nobody can restore them. Your
                username becomes available to others.
              </li>
              <li>Records of security events are kept for a time, without anything that identifies you.</li>
            </ul>
            <DeleteForm username={actor.user.username} />
          </>
        )}
      </Card>
    </AccountLayout>
  );
}
