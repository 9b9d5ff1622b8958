import type { Metadata } from "next";
import { AccountLayout } from "@/components/layout/account-layout";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { pendingEmail } from "@/lib/account/get-email-change";
import { requireConfirmedIdentity } from "@/lib/sessions/confirm-page";
import { requireActor } from "@/lib/sessions/current-user";
import { needsPassword } from "@/lib/sessions/reauthentication";
import { TOKEN_HOURS } from "@/lib/tokens/email-tokens";
import { cancelEmailChangeAction } from "./actions";
import { EmailForm } from "./email-form";

export const metadata: Metadata = { title: "Change your email address" };

export default async function EmailPage() {
  const actor = await requireActor("/account/email");
  await requireConfirmedIdentity(actor, "/account/email");
  const pending = await pendingEmail(actor);
  return (
    <AccountLayout
      user={actor.user}
      path="/account/email"
      title="Change your email address"
      intro={
        <>
          Your current email is{" "}
          <strong className="font-semibold wrap-anywhere text-ink">{actor.user.email}</strong>.
          {!pending &&
            " We'll send a confirmation link to the new address; nothing changes until you confirm it."}
        </>
      }
    >
      {pending ? (
        <PendingChange email={pending} />
      ) : (
        <Card>
          <EmailForm needsPassword={needsPassword(actor)} />
        </Card>
      )}
    </AccountLayout>
  );
}

function PendingChange({ email }: { email: string }) {
  return (
    <Card aria-labelledby="pending">
      <div className="mb-3 flex items-center justify-between gap-4">
        <h2 id="pending" className="text-lg font-semibold">
          Confirm your new email
        </h2>
        <Badge tone="warning">Pending</Badge>
      </div>
      <p className="leading-7 text-muted">
        We sent a confirmation link to{" "}
        <strong className="font-semibold wrap-anywhere text-ink">{email}</strong>. To finish the change, open
        it within {TOKEN_HOURS["confirm-email-change"]} hours in a browser where you're logged in. Until then,
        your current address stays in use.
      </p>
      <p className="mt-3 text-sm leading-6 text-muted">
        No email, or the wrong address? Cancel the change and start again.
      </p>
      <form action={cancelEmailChangeAction} className="mt-5">
        <Button type="submit" variant="secondary" size="small">
          Cancel email change
        </Button>
      </form>
    </Card>
  );
}
