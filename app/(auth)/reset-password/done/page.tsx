import type { Metadata } from "next";
import Link from "next/link";
import { PageHeading } from "@/components/layout/page-heading";
import { buttonStyle } from "@/components/ui/button";

export const metadata: Metadata = { title: "Password changed" };

export default function PasswordChangedPage() {
  return (
    <>
      <PageHeading title="Password changed">Log in with the new one.</PageHeading>
      <Link href="/login" className={buttonStyle({ wide: true })}>
        Log in
      </Link>
    </>
  );
}
