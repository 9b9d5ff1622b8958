import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { Webhook as Signer } from "standardwebhooks";
import type { Message } from "./mailbox-store";

/** Where webhooks are sent and the secret that signs them. */
export type Webhook = {
  url: string;
  secret: string;
  /** The delay before each attempt, for tests in which Resend's own schedule is too slow. */
  waitsMs?: number[];
};

export type MailEvent = "email.sent" | "email.delivered" | "email.bounced" | "email.complained";

// The delay before each attempt. https://resend.com/docs/webhooks/introduction
const RESEND_DELAYS_MS = [0, 5_000, 5 * 60_000, 30 * 60_000];
const TIMEOUT_MS = 15_000;
const CONCURRENCY = 4;

/** Sends webhooks as Resend does, signed in the manner of Svix and retried until one is acknowledged. */
export class WebhookSender {
  private readonly stopping = new AbortController();
  private readonly queue: (() => Promise<void>)[] = [];
  private busy = 0;

  constructor(private readonly webhook: Webhook) {
    // Every webhook that waits for its next attempt adds a listener to the signal.
    setMaxListeners(0, this.stopping.signal);
  }

  send(message: Message, types: readonly MailEvent[], isOutOfOrder: boolean) {
    const ordered = isOutOfOrder ? shuffled([...types, ...types]) : [...types];
    this.queue.push(async () => {
      for (const type of ordered) await this.deliver(bodyOf(message, type));
    });
    void this.work();
  }

  stop() {
    this.stopping.abort();
  }

  private async work() {
    if (this.busy >= CONCURRENCY) return;
    this.busy++;
    for (let next = this.queue.shift(); next; next = this.queue.shift()) await next();
    this.busy--;
  }

  private async deliver(body: string, attempt = 0): Promise<void> {
    const { signal } = this.stopping;
    if (signal.aborted || (await this.post(body))) return;
    const delay = (this.webhook.waitsMs ?? RESEND_DELAYS_MS)[attempt + 1];
    if (delay === undefined) return;
    // This is not awaited, so that other webhooks are not held up.
    void wait(delay, undefined, { signal, ref: false })
      .then(() => this.deliver(body, attempt + 1))
      .catch(() => undefined);
  }

  private async post(body: string): Promise<boolean> {
    const { url, secret } = this.webhook;
    const id = `msg_${randomUUID()}`;
    const now = new Date();
    const request = {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "svix-id": id,
        "svix-timestamp": String(Math.floor(now.getTime() / 1000)),
        "svix-signature": new Signer(secret).sign(id, now, body),
      },
      signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    };
    try {
      const response = await fetch(url, request);
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }
}

function bodyOf({ id, to, from, subject, tags, createdAt }: Message, type: MailEvent): string {
  const bounce = { type: "Permanent", subType: "General", message: "550 No such mailbox." };
  return JSON.stringify({
    type,
    created_at: new Date().toISOString(),
    data: {
      email_id: id,
      message_id: `<${id}@localhost>`,
      from,
      to: [to],
      subject,
      created_at: createdAt,
      tags,
      ...(type === "email.bounced" && { bounce }),
    },
  });
}

function shuffled<Item>(items: Item[]): Item[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .sort((left, right) => left.order - right.order)
    .map(({ item }) => item);
}
