"use client";

import { useLinkStatus } from "next/link";

/**
 * Goes inside a link. While the link's page is loading, it marks the document, and `navigation.css` shows the progress
 * bar and the shapes of the page.
 */
export function PendingMark() {
  return useLinkStatus().pending ? <span data-pending="" hidden /> : null;
}
