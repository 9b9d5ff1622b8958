import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";
import { DAYS_TO_THINK } from "@/lib/account/delete-account";

export const metadata: Metadata = { title: "Goodbye" };

export default function GoodbyePage() {
  return (
    <PageHeading title="Goodbye">
      Your account will be gone in {DAYS_TO_THINK} days, and you are logged out everywhere. To keep it,{" "}
      <TextLink href="/login">log in</TextLink> before then.
    </PageHeading>
  );
}
