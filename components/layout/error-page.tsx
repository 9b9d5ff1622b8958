"use client";

import { useEffect, useTransition } from "react";
import { Button, buttonStyle } from "@/components/ui/button";
import { StatusPage } from "./status-page";
import { useBrand } from "./use-brand";

export type ErrorPageProps = {
  error: Error & { digest?: string };
  /** Requests the page from the server again; `reset` would only render the same error. */
  retry: () => void;
};

/** Shown for unexpected errors, below the header. The server log has the details under the displayed error ID. */
export function ErrorPage({ error, retry }: ErrorPageProps) {
  const { name } = useBrand();
  const [isRetrying, startTransition] = useTransition();
  useErrorTitle(name);
  return (
    <StatusPage
      label="Error"
      title="Something went wrong"
      actions={
        <>
          <Button onClick={() => startTransition(retry)} aria-disabled={isRetrying}>
            {isRetrying ? "Trying again…" : "Try again"}
          </Button>
          <a href="/" className={buttonStyle({ variant: "secondary" })}>
            Go to home page
          </a>
        </>
      }
    >
      <p>An unexpected error occurred. Try again in a moment.</p>
      {error.digest && <p className="mt-2 text-sm">Error ID: {error.digest}</p>}
    </StatusPage>
  );
}

// The page that failed has a title of its own, which may arrive before or after the error.
function useErrorTitle(name: string) {
  useEffect(() => {
    const errorTitle = name ? `Error - ${name}` : "Error";
    let { title } = document;
    const show = () => {
      if (document.title === errorTitle) return;
      title = document.title;
      document.title = errorTitle;
    };
    show();
    const observer = new MutationObserver(show);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      // The page that takes its place may have set its title by now.
      if (document.title === errorTitle) document.title = title;
    };
  }, [name]);
}
