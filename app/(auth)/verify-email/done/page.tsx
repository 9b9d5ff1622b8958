import type { Metadata } from "next";
import Link from "next/link";
import { PageHeading } from "@/components/layout/page-heading";
import { buttonStyle } from "@/components/ui/button";

export const metadata: Metadata = { title: "Email verified" };

export default function EmailVerifiedPage() {
  return (
    <>
      <PageHeading title="Email verified">Your account is ready. Log in to continue.</PageHeading>
      <Link href="/login" className={buttonStyle({ wide: true })}>
        Log in
      </Link>
    </>
  );
}
