import { headers } from "next/headers";
import { UNAVAILABLE_RETRY_SECONDS } from "@/lib/result";
import { findResponse } from "./open-responses";

/**
 * Sets the HTTP status of the page or server action that is being rendered. Next has no API for it, except for
 * `notFound()`, whose page is empty without JavaScript. No page has a Suspense boundary, so each is rendered as a whole
 * before the status is sent.
 */
export async function setPageStatus(status: number, retryAfterSeconds?: number): Promise<void> {
  const response = findResponse(await headers());
  if (!response) return;
  response.statusCode = status;
  if (retryAfterSeconds !== undefined) response.setHeader("Retry-After", String(retryAfterSeconds));
}

/** Sets the status that the API has for a failure of a use case, where it tells when to come back: 429 or 503. */
export async function setFailureStatus(failure: { code: string; retryAfterSeconds?: number }): Promise<void> {
  if (failure.code === "rate_limited") await setPageStatus(429, failure.retryAfterSeconds);
  if (failure.code === "overloaded") await setPageStatus(503, failure.retryAfterSeconds);
  if (failure.code === "unavailable") await setPageStatus(503, UNAVAILABLE_RETRY_SECONDS);
}
