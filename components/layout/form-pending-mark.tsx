"use client";

import { useFormStatus } from "react-dom";

/** Goes inside a `Form` that leads to a page. Marks the document while that page is loading, as `PendingMark` does. */
export function FormPendingMark() {
  return useFormStatus().pending ? <span data-pending="" hidden /> : null;
}
