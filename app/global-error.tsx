"use client";

import { ErrorPage, type ErrorPageProps } from "@/components/layout/error-page";
import "./globals.css";

/** Replaces the whole document if the root layout fails. */
export default function GlobalErrorPage(props: ErrorPageProps) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col">
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
