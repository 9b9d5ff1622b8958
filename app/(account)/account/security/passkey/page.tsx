import type { Metadata } from "next";
import { AccountLayout } from "@/components/layout/account-layout";
import { Card } from "@/components/ui/card";
import { brand } from "@/lib/config/brand";
import { requireFreshSession } from "@/lib/sessions/confirm-page";
import { requireEnrollingActor } from "@/lib/sessions/current-user";
import { AddPasskey } from "./add-passkey";

export const metadata: Metadata = { title: "Add a passkey" };

const PATH = "/account/security/passkey";

export default async function PasskeyPage() {
  const actor = await requireEnrollingActor(PATH);
  await requireFreshSession(actor, PATH);
  return (
    <AccountLayout
      user={actor.user}
      path="/account/security"
      title="Add a passkey"
      intro="Log in with your fingerprint, your face or your screen lock instead of a password. Passkeys can't be phished."
    >
      <Card>
        <AddPasskey serviceName={brand().name} />
      </Card>
    </AccountLayout>
  );
}
