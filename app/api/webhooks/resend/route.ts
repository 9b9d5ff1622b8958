import { Resend } from "resend";
import { readBytes } from "@/lib/api/read-body";
import { errorDetail, jsonResponse } from "@/lib/api/responses";
import { env } from "@/lib/config/env";
import { recordProviderEvent } from "@/lib/mail/provider-events";
import { log } from "@/lib/observability/log";

/** Where the mail provider tells what became of a mail. Signed, as Svix signs; anything but a 2xx is told again. */
export async function POST(request: Request) {
  const secrets = env().RESEND_WEBHOOK_SECRET;
  if (!secrets) return errorDetail(404, "RESEND_WEBHOOK_SECRET is not set.");
  const bytes = await readBytes(request);
  if (!bytes) return errorDetail(413, "Request body is larger than 64 KiB.");
  const event = verified(new TextDecoder().decode(bytes), request.headers, secrets);
  if (!event) {
    log.warn({ event: "webhook_refused" });
    return errorDetail(401, "The signature is wrong, or more than five minutes old.");
  }
  try {
    return jsonResponse(200, { outcome: await recordProviderEvent(event.body) });
  } catch (error) {
    log.error({ event: "webhook_failed", err: error });
    return errorDetail(500, "A server error occurred.");
  }
}

/** The event, where one of the secrets has signed it in the last five minutes. */
function verified(payload: string, headers: Headers, secrets: string[]): { body: unknown } | undefined {
  const signed = {
    id: headers.get("svix-id") ?? "",
    timestamp: headers.get("svix-timestamp") ?? "",
    signature: headers.get("svix-signature") ?? "",
  };
  const { webhooks } = new Resend(env().RESEND_API_KEY);
  for (const webhookSecret of secrets) {
    try {
      return { body: webhooks.verify({ payload, headers: signed, webhookSecret }) };
    } catch {
      // Signed with the other secret, while one replaces another; or by somebody else.
    }
  }
  return undefined;
}
