import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { appendPrivateFile, makePrivate, makePrivateFolder } from "./private-files";

/** An email in the mailbox. */
export type Message = {
  id: string;
  to: string;
  from: string;
  subject: string;
  html: string;
  text: string;
  /** The sender's own headers. Emails that were stored earlier have none. */
  headers?: Record<string, string>;
  /** Set by the sender and sent back with every webhook about the email. */
  tags: Record<string, string>;
  createdAt: string;
};

/** A request that was accepted with an idempotency key. */
type Accepted = { key: string; bodyHash: string; ids: string[]; at: number };

type Line = { message: Message } | { accepted: Accepted };

const KEY_LIFETIME_MS = 24 * 60 * 60 * 1000;

const hashOf = (body: string) => createHash("sha256").update(body).digest("hex");

/** Stores emails and idempotency keys in an append-only file of JSON lines. */
export class MailboxStore {
  private readonly messages: Message[] = [];
  private readonly accepted = new Map<string, Accepted>();

  constructor(private readonly file: string) {
    makePrivateFolder(path.dirname(file));
    makePrivate(file);
    if (!existsSync(file)) return;
    for (const line of readFileSync(file, "utf8").split("\n"))
      if (line) this.remember(JSON.parse(line) as Line);
  }

  /** Returns the emails, newest first, optionally of one recipient. */
  list(to?: string): Message[] {
    const recipient = to && normalize(to);
    return this.messages.filter((message) => !recipient || normalize(message.to) === recipient).reverse();
  }

  find(id: string): Message | undefined {
    return this.messages.find((message) => message.id === id);
  }

  add(message: Omit<Message, "id" | "createdAt">): Message {
    const added = { id: randomUUID(), ...message, createdAt: new Date().toISOString() };
    this.write({ message: added });
    return added;
  }

  /** Returns what this key was answered with in the last 24 hours and whether the body was the same. */
  earlier(key: string, body: string): { ids: string[]; sameBody: boolean } | undefined {
    const accepted = this.accepted.get(key);
    if (!accepted || accepted.at < Date.now() - KEY_LIFETIME_MS) return undefined;
    return { ids: accepted.ids, sameBody: accepted.bodyHash === hashOf(body) };
  }

  accept(key: string, body: string, ids: string[]) {
    this.write({ accepted: { key, bodyHash: hashOf(body), ids, at: Date.now() } });
  }

  private write(line: Line) {
    appendPrivateFile(this.file, `${JSON.stringify(line)}\n`);
    this.remember(line);
  }

  private remember(line: Line) {
    if ("message" in line) this.messages.push(line.message);
    else this.accepted.set(line.accepted.key, line.accepted);
  }
}

/** Lowercases an email address and converts its domain to punycode, so that any spelling matches. */
function normalize(address: string): string {
  const at = address.lastIndexOf("@");
  const host = `http://${address.slice(at + 1)}`;
  const domain = URL.canParse(host) ? new URL(host).hostname : "";
  return `${address.slice(0, at).toLowerCase()}@${domain}`;
}
