import type { Metadata } from "next";
import { AccountLayout } from "@/components/layout/account-layout";
import { Card } from "@/components/ui/card";
import { requireConfirmedIdentity } from "@/lib/sessions/confirm-page";
import { requireActor } from "@/lib/sessions/current-user";
import { PasswordForm } from "./password-form";

export const metadata: Metadata = { title: "Change your password" };

export default async function PasswordPage() {
  const actor = await requireActor("/account/password");
  await requireConfirmedIdentity(actor, "/account/password");
  return (
    <AccountLayout
      user={actor.user}
      path="/account/password"
      title="Change your password"
      intro="Changing your password logs you out of all other sessions. We'll email you a confirmation."
    >
      <Card>
        <PasswordForm username={actor.user.username} email={actor.user.email} />
      </Card>
    </AccountLayout>
  );
}
