import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AccountLayout } from "@/components/layout/account-layout";
import { TextLink } from "@/components/layout/text-link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { requireUser } from "@/lib/sessions/current-user";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const user = await requireUser("/account");
  return (
    <AccountLayout user={user} path="/account" title="Account" intro="Your account details at a glance.">
      <Card>
        <dl className="grid gap-5">
          <Detail name="Username">{user.username}</Detail>
          <Detail name="Email">
            <span className="mr-2 wrap-anywhere">{user.email}</span>
            {user.emailVerified ? (
              <Badge tone="success">Verified</Badge>
            ) : (
              <Badge tone="warning">Unverified</Badge>
            )}
          </Detail>
          <Detail name="Role">{user.role}</Detail>
        </dl>
        <p className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
          <TextLink href="/account/profile">Edit profile</TextLink>
          <TextLink href="/account/devices">Manage devices</TextLink>
        </p>
      </Card>
    </AccountLayout>
  );
}

function Detail({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="mt-0.5 font-semibold break-words">{children}</dd>
    </div>
  );
}
