import { Resend } from "resend";
import { MAX_BODY_BYTES } from "@/lib/api/read-body";
import { bodyErrorResponse, errorDetail, jsonResponse } from "@/lib/api/responses";
import { env } from "@/lib/config/env";
import { readBytes } from "@/lib/http/read-bytes";
import { recordProviderEvent } from "@/lib/mail/provider-events";
import { log } from "@/lib/observability/log";

/**
 * Receives Resend's delivery events, signed by Svix. Resend retries an event until it gets a 2xx response.
 * https://resend.com/docs/webhooks/introduction
 */
export async function POST(request: Request) {
  const secrets = env().RESEND_WEBHOOK_SECRET;
  if (!secrets) return errorDetail(404, "RESEND_WEBHOOK_SECRET is not set.");
  const body = await readBytes(request, MAX_BODY_BYTES);
  if (!body.ok) return bodyErrorResponse(body.failure);
  const verified = verifyWebhook(new TextDecoder().decode(body.value), request.headers, secrets);
  if (!verified) {
    log.warn({ event: "webhook_rejected" });
    return errorDetail(401, "Invalid signature, or a timestamp more than 5 minutes off.");
  }
  try {
    return jsonResponse(200, { outcome: await recordProviderEvent(verified.event) });
  } catch (error) {
    log.error({ event: "webhook_error", err: error });
    return errorDetail(500, "A server error occurred.");
  }
}

/**
 * Verifies the signature and the timestamp of a webhook.
 *
 * @returns the event, or `undefined` unless one of the secrets signed it within the last 5 minutes
 */
function verifyWebhook(payload: string, headers: Headers, secrets: string[]): { event: unknown } | undefined {
  const signed = {
    id: headers.get("svix-id") ?? "",
    timestamp: headers.get("svix-timestamp") ?? "",
    signature: headers.get("svix-signature") ?? "",
  };
  const { webhooks } = new Resend(env().RESEND_API_KEY);
  for (const webhookSecret of secrets) {
    try {
      return { event: webhooks.verify({ payload, headers: signed, webhookSecret }) };
    } catch {
      // Two secrets are configured while one is rotated, so another one may have signed the event.
    }
  }
  return undefined;
}
