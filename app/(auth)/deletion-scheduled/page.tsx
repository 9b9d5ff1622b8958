import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
import { DELETION_GRACE_DAYS } from "@/lib/account/delete-account";

export const metadata: Metadata = { title: "Account scheduled for deletion" };

export default function DeletionScheduledPage() {
  return (
    <PageHeading title="Account scheduled for deletion">
      Your account will be deleted in {DELETION_GRACE_DAYS} days, and you've been logged out on all devices.
      To keep your account, <TextLink href="/login">log in</TextLink> before then.
    </PageHeading>
  );
}
