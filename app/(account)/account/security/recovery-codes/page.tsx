import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccountLayout } from "@/components/layout/account-layout";
import { Card } from "@/components/ui/card";
import { brand } from "@/lib/config/brand";
import { requireFreshSession } from "@/lib/sessions/confirm-page";
import { requireActor } from "@/lib/sessions/current-user";
import { countRecoveryCodes } from "@/lib/two-factor/recovery-codes";
import { CodesForm } from "./codes-form";

export const metadata: Metadata = { title: "Recovery codes" };

const PATH = "/account/security/recovery-codes";

export default async function RecoveryCodesPage() {
  const actor = await requireActor(PATH);
  if (!actor.twoFactorSince) redirect("/account/security");
  await requireFreshSession(actor, PATH);
  return (
    <AccountLayout
      user={actor.user}
      path="/account/security"
      title="Recovery codes"
      hidesRecoveryCodesBanner
      intro="Keep the codes where you can get at them without your phone, such as in a password manager."
    >
      <Card>
        <CodesForm remaining={await countRecoveryCodes(actor.userId)} serviceName={brand().name} />
      </Card>
    </AccountLayout>
  );
}
