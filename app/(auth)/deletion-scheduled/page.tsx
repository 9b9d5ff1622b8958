import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
import { DELETION_GRACE_DAYS } from "@/lib/account/delete-account";

export const metadata: Metadata = { title: "Goodbye" };

export default function DeletionScheduledPage() {
  return (
    <PageHeading title="Goodbye">
      Your account will be gone in {DELETION_GRACE_DAYS} days, and you are logged out everywhere. To keep it,{" "}
      <TextLink href="/login">log in</TextLink> before then.
    </PageHeading>
  );
}
