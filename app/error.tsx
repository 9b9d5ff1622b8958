"use client";

import { BrandLink } from "@/components/layout/brand-link";
import { PageHeading } from "@/components/layout/page-heading";
import { useBrand } from "@/components/layout/use-brand";
import { Button } from "@/components/ui/button";

/** Shown for unexpected errors. The server log has the details under the displayed error ID. */
export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  /** Requests the page from the server again; `reset` would only render the same error. */
  retry: () => void;
}) {
  return (
    <div className="mx-auto flex w-full max-w-md flex-1 flex-col px-4 py-6">
      <BrandLink {...useBrand()} />
      <main className="flex flex-1 flex-col justify-center">
        <PageHeading title="Something went wrong">
          An unexpected error occurred. Try again in a moment.
        </PageHeading>
        <Button onClick={retry}>Try again</Button>
        {error.digest && <p className="mt-6 text-sm text-muted">Error ID: {error.digest}</p>}
      </main>
    </div>
  );
}
