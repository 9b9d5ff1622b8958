import type { Metadata } from "next";
import { Field } from "@/components/forms/field";
import { AccountLayout } from "@/components/layout/account-layout";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DELETION_GRACE_DAYS } from "@/lib/account/delete-account";
import { formMessage, SESSION_EXPIRED, TRY_AGAIN } from "@/lib/messages/form-messages";
import { requireActor } from "@/lib/sessions/current-user";
import { hasRecentAuthentication } from "@/lib/sessions/reauthentication";
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
  const needsPassword = !hasRecentAuthentication(actor);
  const alert = messageOf(ALERTS, problem);
  const passwordMessage = messageOf(PASSWORD_MESSAGES, problem);
  return (
    <AccountLayout user={actor.user} path="/account/data" title="Data and deletion">
      <Card className="mb-6">
        <h2 className="text-title font-semibold">Download your data</h2>
        <p className="mt-2 mb-5 leading-7 text-muted">All data in your account, as a JSON file.</p>
        {alert && <Alert className="mb-5">{alert}</Alert>}
        <form action="/account/download" method="post" className="space-y-5">
          {(needsPassword || passwordMessage) && (
            <Field
              label="Password"
              type="password"
              name="password"
              autoComplete="current-password"
              messages={passwordMessage ? [passwordMessage] : []}
            />
          )}
          <Button type="submit" variant="secondary">
            Download data
          </Button>
        </form>
      </Card>
      <Card>
        <h2 className="text-title font-semibold">Delete your account</h2>
        <p className="mt-2 mb-5 leading-7 text-muted">
          Your account and all its data will be permanently deleted after {DELETION_GRACE_DAYS} days. Log in
          before then to cancel.
        </p>
        <DeleteForm />
      </Card>
    </AccountLayout>
  );
}
