import { createHash, randomUUID } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A mail as the mailbox shows it. */
export type Message = {
  id: string;
  to: string;
  from: string;
  subject: string;
  html: string;
  text: string;
  /** What the sender wants told back with what becomes of the mail. */
  tags: Record<string, string>;
  createdAt: string;
};

/** What is kept of a request that was accepted under an idempotency key. */
type Accepted = { key: string; bodyHash: string; ids: string[]; at: number };

type Line = { message: Message } | { accepted: Accepted };

const KEY_LIFETIME_MS = 24 * 60 * 60 * 1000;

const hashOf = (body: string) => createHash("sha256").update(body).digest("hex");

/** Mails and idempotency keys, in a file to which lines are added. */
export class MailboxStore {
  private readonly messages: Message[] = [];
  private readonly accepted = new Map<string, Accepted>();

  constructor(private readonly file: string) {
    mkdirSync(path.dirname(file), { recursive: true });
    if (!existsSync(file)) return;
    for (const line of readFileSync(file, "utf8").split("\n"))
      if (line) this.remember(JSON.parse(line) as Line);
  }

  /** Newest first; of one recipient, where an address is given. */
  list(to?: string): Message[] {
    const wanted = to && comparable(to);
    return this.messages.filter((message) => !wanted || comparable(message.to) === wanted).reverse();
  }

  find(id: string): Message | undefined {
    return this.messages.find((message) => message.id === id);
  }

  add(message: Omit<Message, "id" | "createdAt">): Message {
    const added = { id: randomUUID(), ...message, createdAt: new Date().toISOString() };
    this.write({ message: added });
    return added;
  }

  /** What was answered to this key in the last 24 hours, and whether that was to the same body. */
  earlier(key: string, body: string): { ids: string[]; sameBody: boolean } | undefined {
    const accepted = this.accepted.get(key);
    if (!accepted || accepted.at < Date.now() - KEY_LIFETIME_MS) return undefined;
    return { ids: accepted.ids, sameBody: accepted.bodyHash === hashOf(body) };
  }

  accept(key: string, body: string, ids: string[]) {
    this.write({ accepted: { key, bodyHash: hashOf(body), ids, at: Date.now() } });
  }

  private write(line: Line) {
    appendFileSync(this.file, `${JSON.stringify(line)}\n`);
    this.remember(line);
  }

  private remember(line: Line) {
    if ("message" in line) this.messages.push(line.message);
    else this.accepted.set(line.accepted.key, line.accepted);
  }
}

/** An address without case and with its domain in punycode, so that either spelling finds it. */
function comparable(address: string): string {
  const at = address.lastIndexOf("@");
  const host = `http://${address.slice(at + 1)}`;
  const domain = URL.canParse(host) ? new URL(host).hostname : "";
  return `${address.slice(0, at).toLowerCase()}@${domain}`;
}
