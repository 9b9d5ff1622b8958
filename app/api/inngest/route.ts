import { serve } from "inngest/next";
import type { NextRequest } from "next/server";
import { env } from "@/lib/config/env";
import { inngest } from "@/lib/jobs/client";
import { deliverMail } from "@/lib/mail/delivery-job";
import { cleanUp } from "@/lib/maintenance/cleanup-job";

type Method = "GET" | "POST" | "PUT";
type Handlers = ReturnType<typeof serve>;

let handlers: Handlers | undefined;

// Created on the first request, because the build evaluates this module without any settings.
const handle = (method: Method) => (request: NextRequest, context: unknown) => {
  handlers ??= serve({
    client: inngest(),
    functions: [deliverMail(), cleanUp()],
    serveOrigin: env().APP_URL,
  });
  return handlers[method](request, context);
};

/** Inngest's endpoint: registers the background jobs and runs their steps. Every request is signed. */
export const GET = handle("GET");
export const POST = handle("POST");
export const PUT = handle("PUT");
