import { serve } from "inngest/next";
import { NextRequest } from "next/server";
import { runBulkJobs } from "@/lib/admin/bulk-job-runner";
import { refreshStatistics } from "@/lib/admin/statistics-job";
import { bodyErrorResponse, throttledResponse } from "@/lib/api/responses";
import { env } from "@/lib/config/env";
import { readBytes } from "@/lib/http/read-bytes";
import { requestContextOf } from "@/lib/http/request-context";
import { inngest } from "@/lib/jobs/client";
import { markJobsRegistered } from "@/lib/jobs/registration";
import { deliverMail } from "@/lib/mail/delivery-job";
import { cleanUp } from "@/lib/maintenance/cleanup-job";
import { consumeRateLimit } from "@/lib/rate-limit/rate-limit";

type Method = "GET" | "POST" | "PUT";
type Handlers = ReturnType<typeof serve>;

/** More than the state of a run, which Inngest limits to 32 MiB: https://www.inngest.com/docs/usage-limits/inngest */
const MAX_BODY_BYTES = 40 * 1024 * 1024;

let handlers: Handlers | undefined;

// Created on the first request, because the build evaluates this module without any settings.
const handle = (method: Method) => async (request: NextRequest, context: unknown) => {
  handlers ??= serve({
    client: inngest(),
    functions: [deliverMail(), cleanUp(), refreshStatistics(), runBulkJobs()],
    serveOrigin: env().APP_URL,
  });
  if (method === "GET") return handlers.GET(request, context);
  // The SDK would report a body that breaks off as an error.
  const body = await readBytes(request, MAX_BODY_BYTES);
  if (!body.ok) return bodyErrorResponse(body.failure);
  const { url, headers } = request;
  return handlers[method](new NextRequest(url, { method, headers, body: body.value }), context);
};

/** Inngest's endpoint: runs the steps of the background jobs. The SDK checks that Inngest signed the request. */
export const GET = handle("GET");
export const POST = handle("POST");

const register = handle("PUT");

/**
 * Registers the background jobs with Inngest. The request needs no signature, so that the app itself and `curl -X PUT`
 * can trigger it: it can't change what is registered, or where. But each one makes the app call Inngest.
 */
export async function PUT(request: NextRequest, context: unknown): Promise<Response> {
  const { ipAddress } = requestContextOf(request.headers);
  const retryAfterSeconds = await consumeRateLimit("jobRegistration", ipAddress);
  if (retryAfterSeconds > 0) return throttledResponse(retryAfterSeconds);
  const response = await register(request, context);
  if (response.ok) markJobsRegistered();
  return response;
}
