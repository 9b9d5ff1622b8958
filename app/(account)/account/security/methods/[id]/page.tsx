import type { Metadata } from "next";
import NotFoundPage from "@/app/not-found";
import { AccountLayout } from "@/components/layout/account-layout";
import { TextLink } from "@/components/layout/text-link";
import { Card } from "@/components/ui/card";
import { setPageStatus } from "@/lib/http/page-status";
import { requireActor } from "@/lib/sessions/current-user";
import { getTwoFactor } from "@/lib/two-factor/get-two-factor";
import { RemoveForm, RenameForm } from "./method-forms";

export const metadata: Metadata = { title: "Two-factor method" };

type MethodPageProps = { params: Promise<{ id: string }> };

/** Renames or removes a second factor. */
export default async function MethodPage({ params }: MethodPageProps) {
  const { id } = await params;
  const actor = await requireActor("/account/security");
  const { authenticators, passkeys } = await getTwoFactor(actor);
  const method = [...authenticators, ...passkeys].find((known) => known.id === id);
  if (!method) {
    await setPageStatus(404);
    return <NotFoundPage />;
  }
  const isPasskey = passkeys.some((known) => known.id === id);
  const isLast = authenticators.length + passkeys.length === 1;
  const kind = isPasskey ? "passkey" : "authenticator app";
  return (
    <AccountLayout user={actor.user} path="/account/security" title={method.name}>
      <div className="space-y-6">
        <Card padding="compact">
          <h2 className="mb-4 text-lg font-semibold">Rename {kind}</h2>
          <RenameForm id={id} name={method.name} />
        </Card>
        <Card padding="compact" tone="danger">
          <h2 className="mb-2 text-lg font-semibold text-danger">Remove {kind}</h2>
          <p className="mb-4 text-sm leading-6 text-muted">
            {isLast
              ? "This is your only method. Removing it turns two-factor authentication off, and your password alone logs you in."
              : "It will no longer verify your logins. Trusted devices are asked for a second factor again."}
          </p>
          <RemoveForm id={id} label={`Remove ${kind}`} />
        </Card>
        <p>
          <TextLink href="/account/security">Back to security</TextLink>
        </p>
      </div>
    </AccountLayout>
  );
}
