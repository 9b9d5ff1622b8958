import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";

export const metadata: Metadata = { title: "Email address restored" };

export default function UndoEmailChangeDonePage() {
  return (
    <PageHeading title="Email address restored">
      All devices were logged out and your old password no longer works. Check your email for a link to set a
      new one.
    </PageHeading>
  );
}
