import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { Webhook as Signer } from "standardwebhooks";
import type { Message } from "./mailbox-store";

/** Where news of mails goes, and the secret that signs it. */
export type Webhook = {
  url: string;
  secret: string;
  /** When a delivery that failed is tried again, where Resend's own times are too long. */
  waitsMs?: number[];
};

export type MailEvent = "email.sent" | "email.delivered" | "email.bounced" | "email.complained";

// https://resend.com/docs/webhooks/introduction: when a delivery that failed is tried again.
const RESENDS_WAITS_MS = [0, 5_000, 5 * 60_000, 30 * 60_000];
const TIMEOUT_MS = 15_000;
const AT_ONCE = 4;

/** Tells of mails as Resend does: signed as Svix signs, and again until it is heard. */
export class WebhookSender {
  private readonly stopping = new AbortController();
  private readonly queue: (() => Promise<void>)[] = [];
  private busy = 0;

  constructor(private readonly webhook: Webhook) {
    // Every news that waits for its next attempt listens to it.
    setMaxListeners(0, this.stopping.signal);
  }

  tell(message: Message, types: readonly MailEvent[], isDisorderly: boolean) {
    const told = isDisorderly ? shuffled([...types, ...types]) : [...types];
    this.queue.push(async () => {
      for (const type of told) await this.deliver(bodyOf(message, type));
    });
    void this.work();
  }

  stop() {
    this.stopping.abort();
  }

  private async work() {
    if (this.busy >= AT_ONCE) return;
    this.busy++;
    for (let next = this.queue.shift(); next; next = this.queue.shift()) await next();
    this.busy--;
  }

  private async deliver(body: string, attempt = 0): Promise<void> {
    const { signal } = this.stopping;
    if (signal.aborted || (await this.post(body))) return;
    const pause = (this.webhook.waitsMs ?? RESENDS_WAITS_MS)[attempt + 1];
    if (pause === undefined) return;
    // The others do not wait for this one.
    void wait(pause, undefined, { signal, ref: false })
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
  const bounce = { type: "Permanent", subType: "General", message: "550 There is no such mailbox." };
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
    .map((item) => ({ item, place: Math.random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item);
}
