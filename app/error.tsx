"use client";

import { PageHeading } from "@/components/layout/page-heading";
import { Wordmark } from "@/components/layout/wordmark";
import { Button } from "@/components/ui/button";

/** The plain apology for what nobody expected. What happened is in the log, under the reference that is shown. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <div className="mx-auto flex w-full max-w-md flex-1 flex-col px-4 py-6">
      <Wordmark />
      <main className="flex flex-1 flex-col justify-center">
        <PageHeading title="That did not work">
          The fault is ours, and nothing of yours is lost. Please try again in a moment.
        </PageHeading>
        <Button onClick={reset}>Try again</Button>
        {error.digest && <p className="mt-6 text-sm text-muted">Reference: {error.digest}</p>}
      </main>
    </div>
  );
}
