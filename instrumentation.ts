import type { Instrumentation } from "next";
import type { fillFailedPage } from "@/lib/http/failed-page";

// Imported by `register`: to be in time for the response, it must be called before the first `await`.
let fillPage: typeof fillFailedPage | undefined;

/**
 * Logs an unexpected error with the request ID and the digest that the error page shows, and shows an error page to
 * browsers without JavaScript.
 */
export const onRequestError: Instrumentation.onRequestError = async (error, request, { routePath }) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const digest = digestOf(error);
  fillPage?.(request.headers, digest);
  const { describeError, log } = await import("@/lib/observability/log");
  const { isClientAbort } = await import("@/lib/http/client-aborts");
  const { REQUEST_ID_HEADER } = await import("@/lib/http/request-id");
  if (isClientAbort(error)) return;
  const requestId = request.headers[REQUEST_ID_HEADER];
  log.error({
    event: "request_error",
    requestId,
    method: request.method,
    routePath,
    digest,
    error: describeError(error),
  });
};

function digestOf(error: unknown): string | undefined {
  return typeof error === "object" && error && "digest" in error ? String(error.digest) : undefined;
}

/** Runs once, before the server handles its first request. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { checkEnv } = await import("@/lib/config/check-env");
  checkEnv();
  const { brand, isBrandColorAdjusted } = await import("@/lib/config/brand");
  if (isBrandColorAdjusted()) {
    const { log } = await import("@/lib/observability/log");
    log.warn({ event: "brand_color_adjusted", light: brand().accent, dark: brand().accentDark });
  }
  const { openGeoDatabase } = await import("@/lib/geo/place-of");
  // Read now, because it may have 100 MB. Reading it blocks the process.
  openGeoDatabase();
  const { instrumentIncomingRequests } = await import("@/lib/http/incoming-requests");
  instrumentIncomingRequests();
  fillPage = (await import("@/lib/http/failed-page")).fillFailedPage;
  const { registerJobs } = await import("@/lib/jobs/registration");
  // Not awaited: the server answers requests only after this function has returned.
  void registerJobs();
}
