import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";

export const metadata: Metadata = { title: "Your account is secure" };

export default function AccountSecuredPage() {
  return (
    <PageHeading title="Your account is secure">
      All devices were logged out and your old password no longer works. Check your email for a link to set a
      new one.
    </PageHeading>
  );
}
