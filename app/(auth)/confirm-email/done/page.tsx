import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";

export const metadata: Metadata = { title: "Email address changed" };

export default function ConfirmEmailDonePage() {
  return (
    <PageHeading title="Email address changed">
      Use your new email address the next time you log in.{" "}
      <TextLink href="/account">Go to your account</TextLink>
    </PageHeading>
  );
}
