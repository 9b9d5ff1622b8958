import type { Metadata } from "next";
import { AccountLayout } from "@/components/layout/account-layout";
import { TextLink } from "@/components/layout/text-link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { requireUser } from "@/lib/sessions/current-user";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const user = await requireUser("/account");
  const facts = [
    ["Username", user.username],
    ["Email", user.email],
    ["Role", user.role],
  ] as const;
  return (
    <AccountLayout
      user={user}
      path="/account"
      title={`Hello, ${user.username}`}
      intro="This is what we know of you."
    >
      <Card>
        <dl className="grid gap-5">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt className="text-sm text-muted">{name}</dt>
              <dd className="mt-0.5 font-semibold break-words">{value}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
          {user.emailVerified ? (
            <Badge tone="success">Email verified</Badge>
          ) : (
            <Badge tone="warning">Not verified</Badge>
          )}
          <TextLink href="/account/profile">Complete your profile</TextLink>
          <TextLink href="/account/devices">Manage your devices</TextLink>
        </p>
      </Card>
    </AccountLayout>
  );
}
