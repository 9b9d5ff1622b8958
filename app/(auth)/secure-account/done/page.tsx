import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";

export const metadata: Metadata = { title: "Everybody is logged out" };

export default function AccountSecuredPage() {
  return (
    <PageHeading title="Everybody is logged out">
      The old password works no longer. We are sending you a mail with a link to choose a new one.
    </PageHeading>
  );
}
