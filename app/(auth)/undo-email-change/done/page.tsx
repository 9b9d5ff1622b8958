import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";

export const metadata: Metadata = { title: "Your address is back" };

export default function UndoEmailChangeDonePage() {
  return (
    <PageHeading title="Your address is back">
      Everybody was logged out. We are sending you a mail with a link to choose a new password.
    </PageHeading>
  );
}
