import type { Metadata } from "next";
import { AccountFrame } from "@/components/layout/account-frame";
import { Card } from "@/components/ui/card";
import { requireActor } from "@/lib/auth/current-user";
import { isPasswordRecent } from "@/lib/auth/password-again";
import { EmailForm } from "./email-form";

export const metadata: Metadata = { title: "Change your email" };

export default async function EmailPage() {
  const actor = await requireActor("/account/email");
  return (
    <AccountFrame
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
      <Card>
        <EmailForm needsPassword={!isPasswordRecent(actor)} />
      </Card>
    </AccountFrame>
  );
}
