import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { TextLink } from "@/components/layout/text-link";

export const metadata: Metadata = { title: "Your email was changed" };

export default function ConfirmEmailDonePage() {
  return (
    <PageHeading title="Your email was changed">
      From now on you log in with the new one. <TextLink href="/account">Go to your account</TextLink>
    </PageHeading>
  );
}
