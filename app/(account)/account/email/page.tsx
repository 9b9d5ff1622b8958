import type { Metadata } from "next";
import { AccountLayout } from "@/components/layout/account-layout";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { pendingEmail } from "@/lib/account/get-email-change";
import { TRY_AGAIN } from "@/lib/messages/form-messages";
import { requireActor } from "@/lib/sessions/current-user";
import { hasRecentAuthentication } from "@/lib/sessions/reauthentication";
import { cancelEmailChangeAction } from "./actions";
import { EmailForm } from "./email-form";

export const metadata: Metadata = { title: "Change your email address" };

type EmailPageProps = { searchParams: Promise<{ problem?: string | string[] }> };

export default async function EmailPage({ searchParams }: EmailPageProps) {
  const { problem } = await searchParams;
  const actor = await requireActor("/account/email");
  const pending = await pendingEmail(actor);
  return (
    <AccountLayout
      user={actor.user}
      path="/account/email"
      title="Change your email address"
      intro={
        <>
          Your current email is{" "}
          <strong className="font-semibold wrap-anywhere text-ink">{actor.user.email}</strong>. We'll send a
          confirmation link to the new address; nothing changes until you confirm it.
        </>
      }
    >
      {problem === "unavailable" && <Alert className="mb-6">{TRY_AGAIN}</Alert>}
      {pending && (
        <Card className="mb-6 flex flex-wrap items-center justify-between gap-4">
          <p className="min-w-0 leading-7 wrap-anywhere">
            Pending confirmation: <strong className="font-semibold">{pending}</strong>
          </p>
          <form action={cancelEmailChangeAction}>
            <Button type="submit" variant="secondary" size="small">
              Cancel request
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
