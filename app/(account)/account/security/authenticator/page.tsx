import type { Metadata } from "next";
import { AccountLayout } from "@/components/layout/account-layout";
import { TextLink } from "@/components/layout/text-link";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { brand } from "@/lib/config/brand";
import { requireFreshSession } from "@/lib/sessions/confirm-page";
import { requireEnrollingActor } from "@/lib/sessions/current-user";
import { type AuthenticatorSetup, findAuthenticatorSetup } from "@/lib/two-factor/add-authenticator-app";
import { startSetupAction } from "./actions";
import { QrCode } from "./qr-code";
import { SetupForm } from "./setup-form";

export const metadata: Metadata = { title: "Add an authenticator app" };

const PATH = "/account/security/authenticator";

export default async function AuthenticatorPage() {
  const actor = await requireEnrollingActor(PATH);
  await requireFreshSession(actor, PATH);
  const setup = await findAuthenticatorSetup(actor);
  return (
    <AccountLayout
      user={actor.user}
      path="/account/security"
      title="Add an authenticator app"
      intro="An app such as Google Authenticator, 1Password or Aegis shows a new code every 30 seconds. You enter it when you log in."
    >
      <Card>
        <SetupForm id={setup?.id} serviceName={brand().name}>
          {setup ? <Instructions setup={setup} /> : <StartForm />}
        </SetupForm>
      </Card>
    </AccountLayout>
  );
}

function StartForm() {
  return (
    <form action={startSetupAction}>
      <Button type="submit">Show QR code</Button>
    </form>
  );
}

function Instructions({ setup: { key, uri } }: { setup: AuthenticatorSetup }) {
  const groups = key.match(/.{1,4}/g)?.join(" ") ?? key;
  return (
    <div className="flex flex-wrap items-start gap-x-8 gap-y-5">
      <QrCode text={uri} label="QR code for your authenticator app" />
      <div className="min-w-0 flex-1 basis-64 space-y-4">
        <p className="leading-7">
          Scan the QR code with your authenticator app, then enter the code that it shows.
        </p>
        <div className="text-sm leading-6 text-muted">
          <p>Can't scan it? Enter this key in the app:</p>
          <code
            data-testid="key"
            className="mt-1 block font-mono text-base text-balance break-words text-ink"
          >
            {groups}
          </code>
        </div>
        <p className="text-sm">
          <TextLink href={uri}>Open an app on this device</TextLink>
        </p>
        <form action={startSetupAction}>
          <Button type="submit" variant="secondary" size="small">
            Create another key
          </Button>
        </form>
      </div>
    </div>
  );
}
