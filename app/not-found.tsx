import type { Metadata } from "next";
import Link from "next/link";
import { PageHeading } from "@/components/layout/page-heading";
import { Wordmark } from "@/components/layout/wordmark";
import { buttonStyle } from "@/components/ui/button";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFoundPage() {
  return (
    <div className="mx-auto flex w-full max-w-md flex-1 flex-col px-4 py-6">
      <Wordmark />
      <main className="flex flex-1 flex-col justify-center">
        <PageHeading title="Page not found">
          The page doesn't exist or you don't have access to it.
        </PageHeading>
        <Link href="/" className={buttonStyle({ variant: "secondary" })}>
          Go to home page
        </Link>
      </main>
    </div>
  );
}
