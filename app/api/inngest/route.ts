import { serve } from "inngest/next";
import type { NextRequest } from "next/server";
import { env } from "@/lib/config/env";
import { inngest } from "@/lib/jobs/client";
import { deliverMail } from "@/lib/mail/delivery-job";
import { cleanUp } from "@/lib/maintenance/cleanup-job";

type Method = "GET" | "POST" | "PUT";
type Handlers = ReturnType<typeof serve>;

let handlers: Handlers | undefined;

// Made at the first request: while the app is built there are no settings.
const answer = (method: Method) => (request: NextRequest, context: unknown) => {
  handlers ??= serve({
    client: inngest(),
    functions: [deliverMail(), cleanUp()],
    serveOrigin: env().APP_URL,
  });
  return handlers[method](request, context);
};

/** Where the job engine learns which jobs there are, and has them run; every call is signed. */
export const GET = answer("GET");
export const POST = answer("POST");
export const PUT = answer("PUT");
