import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import { PREVIEW } from "@/emails/preview-props";
import type { Brand } from "@/lib/config/brand";
import { type LocalServer, readBody, sendHtml, sendJson, serveLocally } from "./http";
import { mailboxPage } from "./mailbox-page";
import { MailboxStore, type Message } from "./mailbox-store";
import { type Webhook, WebhookSender } from "./mailbox-webhooks";

// Resend takes `email@example.com` and `Name <email@example.com>`, and documents no other form. Quoted local parts are not
// among them, and letters outside ASCII can't be sent by Amazon SES, which Resend uses: domains must be in Punycode.
const ATOM = "[-!#$%&'*+/=?^_`{}|~0-9A-Za-z]+";
const LABEL = "[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?";
const EMAIL = `(?=[^@]{1,64}@)${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${LABEL}`;
const ADDRESS = new RegExp(`^(?:${EMAIL}|[^<>\\r\\n]*<${EMAIL}>)$`);
const address = (field: "from" | "to") =>
  z
    .string()
    .regex(
      ADDRESS,
      `Invalid \`${field}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`,
    );

const emailSchema = z.object({
  from: address("from"),
  to: z
    .union([z.string(), z.array(z.string()).length(1)])
    .transform((to) => String(to))
    .pipe(address("to")),
  subject: z.string().min(1),
  html: z.string().default(""),
  text: z.string().default(""),
  headers: z.record(z.string(), z.string()).default({}),
  tags: z
    .array(z.object({ name: z.string(), value: z.string() }))
    .default([])
    .transform((tags) => Object.fromEntries(tags.map(({ name, value }) => [name, value]))),
});

const faultsSchema = z.object({
  /** How many requests a second are served before a 429. */
  requestsPerSecond: z.number().positive().default(2),
  /** What a request to send email gets instead of a normal response. See README.md. */
  outage: z
    .union([
      z.number().int(),
      z.enum(["none", "hang", "drop", "accept-and-drop", "accept-and-hang", "answer-nothing", "answer-null"]),
    ])
    .default("none"),
  /** The probability from 0 to 1 that a request meets the outage. */
  outageShare: z.number().min(0).max(1).default(1),
  /** Refuses recipients that contain this text. */
  refuse: z.string().optional(),
  /** Bounces emails to recipients that contain this text. */
  bounce: z.string().optional(),
  /** Reports a complaint from recipients that contain this text. */
  complain: z.string().optional(),
  /** Sends each webhook twice and in random order. */
  outOfOrderWebhooks: z.boolean().default(false),
});

type Faults = z.output<typeof faultsSchema>;
type Options = {
  file: string;
  port: number;
  webhook?: Webhook | undefined;
  /** Returns the brand that the page shows. It is asked for with each page: at the start, settings may still be missing. */
  brand?: () => Brand;
};

/** Starts the email provider. It accepts emails as Resend does and shows them on a page. */
export async function startMailbox({
  file,
  port,
  webhook,
  brand = () => PREVIEW.brand,
}: Options): Promise<LocalServer> {
  const sender = webhook && new WebhookSender(webhook);
  const mailbox = new Mailbox(new MailboxStore(file), sender, brand);
  const server = await serveLocally(
    (request, response) => mailbox.handle(request, response),
    port,
    "MAILBOX_PORT",
  );
  return {
    url: server.url,
    close: async () => {
      sender?.stop();
      await server.close();
    },
  };
}

class Mailbox {
  private faults: Faults = faultsSchema.parse({});
  private recentRequests: number[] = [];
  /** How many requests to send emails were received, whatever their outcome. */
  private sendRequests = 0;
  /** How many of those met an outage. */
  private outages = 0;

  constructor(
    private readonly store: MailboxStore,
    private readonly webhooks: WebhookSender | undefined,
    private readonly brand: () => Brand,
  ) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    // Prevents DNS rebinding: a web page must not read the emails through a domain that resolves to 127.0.0.1.
    const host = new URL(`http://${request.headers.host ?? ""}`).hostname;
    if (!["localhost", "127.0.0.1"].includes(host))
      return sendJson(response, 403, { error: "Unknown host." });
    const [, messageId] = /^\/messages\/([\w-]+)\/html$/.exec(pathname) ?? [];
    switch (`${request.method} ${messageId ? "/html" : pathname}`) {
      case "POST /emails":
      case "POST /emails/batch":
        return this.send(request, response, pathname === "/emails/batch");
      case "PUT /faults":
        this.faults = faultsSchema.parse(JSON.parse(await readBody(request)));
        return sendJson(response, 200, this.faults);
      case "GET /messages":
        return sendJson(response, 200, this.store.list(searchParams.get("to") ?? undefined));
      case "GET /stats":
        return sendJson(response, 200, {
          mails: this.store.list().length,
          providerRequests: this.sendRequests,
          faultsGiven: this.outages,
        });
      case "GET /html":
        return this.showHtml(messageId ?? "", response);
      case "GET /":
        return sendHtml(response, 200, mailboxPage(this.store.list(), searchParams, this.brand()), {
          "content-security-policy":
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-mailbox'; connect-src 'self'; frame-src 'self'; base-uri 'none'",
        });
      default:
        return sendJson(response, 404, {
          statusCode: 404,
          name: "not_found",
          message: "Not found.",
        });
    }
  }

  private showHtml(id: string, response: ServerResponse) {
    const html = this.store.find(id)?.html;
    // Links open in a new tab, as they do in an email client.
    sendHtml(
      response,
      html ? 200 : 404,
      (html ?? "Not found.").replace("<head>", '<head><base target="_blank">'),
      {
        "content-security-policy":
          "default-src 'none'; style-src 'unsafe-inline'; img-src data: https: http://localhost:*",
        "referrer-policy": "no-referrer",
      },
    );
  }

  private async send(request: IncomingMessage, response: ServerResponse, isBatch: boolean): Promise<void> {
    this.sendRequests++;
    const body = await readBody(request);
    const refuse = (statusCode: number, name: string, message: string, headers = {}) =>
      sendJson(response, statusCode, { statusCode, name, message }, headers);

    const outage = Math.random() < this.faults.outageShare ? this.faults.outage : "none";
    if (outage !== "none") this.outages++;
    if (outage === "answer-nothing") return sendJson(response, 200, {});
    if (outage === "answer-null") return sendJson(response, 502, null);
    if (outage === "hang") return;
    if (outage === "drop") return void response.destroy();
    if (outage === 502) return sendHtml(response, 502, "<html><body>Bad gateway</body></html>");
    if (typeof outage === "number") return refuse(outage, "application_error", "Simulated outage.");
    if (!/^Bearer .+/.test(request.headers.authorization ?? "")) {
      return refuse(401, "missing_api_key", "Missing API key in the authorization header.");
    }
    if (this.isRateLimited()) {
      return refuse(429, "rate_limit_exceeded", "Too many requests.", { "retry-after": "1" });
    }

    const givenKey = String(request.headers["idempotency-key"] ?? "");
    // Resend does not promise that its two endpoints share idempotency keys, so each has its own.
    const key = givenKey && `${isBatch ? "batch" : "single"} ${givenKey}`;
    const earlier = key ? this.store.earlier(key, body) : undefined;
    if (earlier && !earlier.sameBody) {
      return refuse(
        409,
        "invalid_idempotent_request",
        "This idempotency key was used with a different body.",
      );
    }
    const ids = earlier?.ids ?? this.accept(body, isBatch, key);
    if (typeof ids === "string") return refuse(422, "validation_error", ids);
    if (outage === "accept-and-drop") return void response.destroy();
    if (outage === "accept-and-hang") return;
    sendJson(response, 200, isBatch ? { data: ids.map((id) => ({ id })) } : { id: ids[0] });
  }

  /** Stores the emails. Returns their IDs, or an error message if one of them is invalid. */
  private accept(body: string, isBatch: boolean, key: string): string[] | string {
    const parsed = z
      .array(emailSchema)
      .min(1)
      .max(100)
      .safeParse(isBatch ? parseJson(body) : [parseJson(body)]);
    if (!parsed.success) return z.prettifyError(parsed.error);
    const refused = parsed.data.find(({ to }) => this.faults.refuse && to.includes(this.faults.refuse));
    if (refused) return "Invalid `to` field.";
    const messages = parsed.data.map((email) => this.store.add(email));
    const ids = messages.map(({ id }) => id);
    if (key) this.store.accept(key, body, ids);
    for (const message of messages) this.sendWebhooks(message);
    return ids;
  }

  /** Reports what happened to an email. Resend's test addresses bounce or complain as their names say. */
  private sendWebhooks(message: Message) {
    const { bounce, complain, outOfOrderWebhooks } = this.faults;
    const isRecipient = (name: string, text: string | undefined) =>
      new RegExp(`^${name}(\\+.*)?@resend\\.dev$`).test(message.to) || (text && message.to.includes(text));
    const types = isRecipient("bounced", bounce)
      ? (["email.sent", "email.bounced"] as const)
      : isRecipient("complained", complain)
        ? (["email.sent", "email.delivered", "email.complained"] as const)
        : (["email.sent", "email.delivered"] as const);
    this.webhooks?.send(message, types, outOfOrderWebhooks);
  }

  private isRateLimited(): boolean {
    const now = Date.now();
    this.recentRequests = this.recentRequests.filter((time) => time > now - 1_000);
    if (this.recentRequests.length >= this.faults.requestsPerSecond) return true;
    this.recentRequests.push(now);
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
