import type { Metadata } from "next";
import { TRY_AGAIN } from "@/components/forms/form-state";
import { AccountLayout } from "@/components/layout/account-layout";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { pendingEmail } from "@/lib/account/change-email";
import { requireActor } from "@/lib/sessions/current-user";
import { hasRecentAuthentication } from "@/lib/sessions/reauthentication";
import { cancelEmailChangeAction } from "./actions";
import { EmailForm } from "./email-form";

export const metadata: Metadata = { title: "Change your email" };

type EmailPageProps = { searchParams: Promise<{ problem?: string | string[] }> };

export default async function EmailPage({ searchParams }: EmailPageProps) {
  const { problem } = await searchParams;
  const actor = await requireActor("/account/email");
  const pending = await pendingEmail(actor);
  return (
    <AccountLayout
      user={actor.user}
      path="/account/email"
      title="Change your email"
      intro={
        <>
          You log in with <strong className="font-semibold wrap-anywhere text-ink">{actor.user.email}</strong>
          . Another one counts once you have confirmed it, by a link that we send there.
        </>
      }
    >
      {problem === "unavailable" && <Alert className="mb-6">{TRY_AGAIN}</Alert>}
      {pending && (
        <Card className="mb-6 flex flex-wrap items-center justify-between gap-4">
          <p className="min-w-0 leading-7 wrap-anywhere">
            Waiting for <strong className="font-semibold">{pending}</strong> to be confirmed.
          </p>
          <form action={cancelEmailChangeAction}>
            <Button type="submit" variant="secondary" size="small">
              Call it off
            </Button>
          </form>
        </Card>
      )}
      <Card>
        <EmailForm needsPassword={!hasRecentAuthentication(actor)} />
      </Card>
    </AccountLayout>
  );
}
