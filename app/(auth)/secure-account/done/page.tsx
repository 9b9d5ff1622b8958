import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";

export const metadata: Metadata = { title: "Account secured" };

export default function AccountSecuredPage() {
  return (
    <PageHeading title="Account secured">
      All devices were logged out and your old password no longer works. Check your email for a link to set a
      new one.
    </PageHeading>
  );
}
