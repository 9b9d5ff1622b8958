import type { Metadata } from "next";
import Link from "next/link";
import { PageHeading } from "@/components/layout/page-heading";
import { buttonStyle } from "@/components/ui/button";

export const metadata: Metadata = { title: "Password reset" };

export default function PasswordResetPage() {
  return (
    <>
      <PageHeading title="Password reset">You can now log in with your new password.</PageHeading>
      <Link href="/login" className={buttonStyle({ wide: true })}>
        Log in
      </Link>
    </>
  );
}
