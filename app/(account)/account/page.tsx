import type { Metadata } from "next";
import { AppHeader } from "@/components/layout/app-header";
import { PageHeading } from "@/components/layout/page-heading";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { requireUser } from "@/lib/auth/current-user";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const user = await requireUser("/account");
  const facts = [
    ["Username", user.username],
    ["Email", user.email],
    ["Role", user.role],
  ] as const;
  return (
    <>
      <AppHeader user={user} />
      <main className="mx-auto w-full max-w-2xl flex-1 px-4 py-10 sm:px-8 sm:py-14">
        <PageHeading title={`Hello, ${user.username}`}>This is what we know of you.</PageHeading>
        <Card>
          <dl className="grid gap-5">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt className="text-sm text-muted">{name}</dt>
                <dd className="mt-0.5 font-semibold break-words">{value}</dd>
              </div>
            ))}
          </dl>
          <p className="mt-5">
            {user.emailVerified ? (
              <Badge tone="good">Email verified</Badge>
            ) : (
              <Badge tone="warn">Not verified</Badge>
            )}
          </p>
        </Card>
      </main>
    </>
  );
}
