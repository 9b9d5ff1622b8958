import type { Metadata } from "next";
import { AccountLayout } from "@/components/layout/account-layout";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DELETION_GRACE_DAYS } from "@/lib/account/delete-account";
import { TRY_AGAIN } from "@/lib/messages/form-messages";
import { requireActor } from "@/lib/sessions/current-user";
import { DeleteForm } from "./delete-form";

export const metadata: Metadata = { title: "Data and deletion" };

type DataPageProps = { searchParams: Promise<{ problem?: string | string[] }> };

export default async function DataPage({ searchParams }: DataPageProps) {
  const { problem } = await searchParams;
  const actor = await requireActor("/account/data");
  return (
    <AccountLayout user={actor.user} path="/account/data" title="Data and deletion">
      <Card className="mb-6">
        <h2 className="text-title font-semibold">Download your data</h2>
        <p className="mt-2 mb-5 leading-7 text-muted">All data in your account, as a JSON file.</p>
        {problem === "unavailable" && <Alert className="mb-5">{TRY_AGAIN}</Alert>}
        <form action="/account/download" method="post">
          <Button type="submit" variant="secondary">
            Download data
          </Button>
        </form>
      </Card>
      <Card>
        <h2 className="text-title font-semibold">Delete your account</h2>
        <p className="mt-2 mb-5 leading-7 text-muted">
          Your account and all its data will be permanently deleted after {DELETION_GRACE_DAYS} days. Log in
          before then to cancel.
        </p>
        <DeleteForm />
      </Card>
    </AccountLayout>
  );
}
