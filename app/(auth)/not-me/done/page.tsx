import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";

export const metadata: Metadata = { title: "That session is over" };

export default function NotMeDonePage() {
  return (
    <PageHeading title="That session is over">
      We are sending you a mail with a link to choose a new password. Please do: somebody knows the present
      one.
    </PageHeading>
  );
}
