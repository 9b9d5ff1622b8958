import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { AccountLayout } from "@/components/layout/account-layout";
import { PendingMark } from "@/components/layout/pending-mark";
import { TextLink } from "@/components/layout/text-link";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { listTrustedDevices } from "@/lib/devices/manage-devices";
import { requireEnrollingReader } from "@/lib/sessions/current-user";
import { isSecondFactorMissing } from "@/lib/sessions/session";
import { getTwoFactor, type ListedPasskey, type TwoFactor } from "@/lib/two-factor/get-two-factor";
import { passkeyProvider } from "@/lib/two-factor/passkey-providers";
import { FEW_RECOVERY_CODES } from "@/lib/two-factor/recovery-codes";
import { toUserHandle } from "@/lib/two-factor/verify-passkey";
import { MethodList } from "./method-list";
import { PasskeySignals } from "./passkey-signals";
import { TrustedDevices } from "./trusted-devices";

export const metadata: Metadata = { title: "Security" };

const PATH = "/account/security";

export default async function SecurityPage() {
  const actor = await requireEnrollingReader(PATH);
  const isMissing = isSecondFactorMissing(actor);
  const [twoFactor, trusted] = await Promise.all([getTwoFactor(actor), listTrustedDevices(actor)]);
  return (
    <AccountLayout
      user={actor.user}
      path={PATH}
      title="Security"
      intro="How you log in, and what protects your account."
    >
      {!actor.impersonation && (
        <PasskeySignals
          userHandle={toUserHandle(actor.userId)}
          credentialIds={twoFactor.passkeys.map(({ credentialId }) => credentialId)}
        />
      )}
      <div className="space-y-6">
        <Notices isMissing={isMissing} twoFactor={twoFactor} />
        <Section title="Password" action={<ActionLink href="/account/password">Change password</ActionLink>}>
          Changing it logs you out of all other sessions.
        </Section>
        <Section
          title="Passkeys"
          badge={<State count={twoFactor.passkeys.length} />}
          action={<ActionLink href={`${PATH}/passkey`}>Add a passkey</ActionLink>}
          list={twoFactor.passkeys.length > 0 && <MethodList methods={twoFactor.passkeys.map(withNote)} />}
        >
          Log in with your fingerprint, your face or your screen lock, without a password.
        </Section>
        <Section
          title="Authenticator apps"
          badge={<State count={twoFactor.authenticators.length} />}
          action={<ActionLink href={`${PATH}/authenticator`}>Add an authenticator app</ActionLink>}
          list={twoFactor.authenticators.length > 0 && <MethodList methods={twoFactor.authenticators} />}
        >
          A code from an app on your phone, as a second step after your password.
        </Section>
        {twoFactor.isOn && (
          <Section
            title="Recovery codes"
            badge={
              <Badge tone={twoFactor.remainingRecoveryCodes > FEW_RECOVERY_CODES ? "success" : "warning"}>
                {`${twoFactor.remainingRecoveryCodes} left`}
              </Badge>
            }
            action={<ActionLink href={`${PATH}/recovery-codes`}>Create new recovery codes</ActionLink>}
          >
            Each code logs you in once if you lose your other methods.
          </Section>
        )}
        {twoFactor.isOn && (
          <Section
            title="Trusted devices"
            badge={<Badge>{String(trusted.length)}</Badge>}
            action={<ActionLink href="/account/devices">Manage devices</ActionLink>}
            list={trusted.length > 0 && <TrustedDevices devices={trusted} />}
          >
            {trusted.length === 0
              ? "Every login asks for your second factor. To skip it on a device for 30 days, choose so when you log in."
              : "Logins on these devices don't ask for your second factor. Trust ends when you change your password, your methods or your recovery codes."}
          </Section>
        )}
      </div>
    </AccountLayout>
  );
}

function withNote(passkey: ListedPasskey) {
  const provider = passkeyProvider(passkey.aaguid);
  const note = [provider !== passkey.name && provider, passkey.isSynced ? "Synced" : "On one device"];
  return { ...passkey, note: note.filter(Boolean).join(" · ") };
}

/** What the user should do next, if anything: one thing at a time. */
function Notices({ isMissing, twoFactor }: { isMissing: boolean; twoFactor: TwoFactor }) {
  if (isMissing) {
    return (
      <Alert tone="warning">
        Your role requires two-factor authentication. Add a method below to continue.
      </Alert>
    );
  }
  if (!twoFactor.isOn) {
    return (
      <Alert
        tone="warning"
        title="Two-factor authentication is off"
        actions={
          <>
            <TextLink href={`${PATH}/passkey`}>Add a passkey</TextLink>
            <TextLink href={`${PATH}/authenticator`}>Add an authenticator app</TextLink>
          </>
        }
      >
        Whoever knows your password can log in to your account.
      </Alert>
    );
  }
  return <Alert tone="success">Two-factor authentication is on.</Alert>;
}

function State({ count }: { count: number }) {
  return count > 0 ? <Badge tone="success">On</Badge> : <Badge>Off</Badge>;
}

function ActionLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className={buttonStyle({ variant: "secondary", size: "small" })}>
      {children}
      <PendingMark />
    </Link>
  );
}

type SectionProps = {
  title: string;
  badge?: ReactNode;
  action: ReactNode;
  list?: ReactNode;
  children: ReactNode;
};

function Section({ title, badge, action, list, children }: SectionProps) {
  return (
    <Card padding="compact" aria-label={title}>
      <CardHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {title} {badge}
          </span>
        }
        description={children}
        action={action}
        className={list ? undefined : "mb-0"}
      />
      {list}
    </Card>
  );
}
