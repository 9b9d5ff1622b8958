import type { Message } from "@/lib/local-services/mailbox-store";

/** Returns the emails to an address, newest first. */
export async function emailsTo(mailboxUrl: string, address: string): Promise<Message[]> {
  const response = await fetch(`${mailboxUrl}/messages?to=${encodeURIComponent(address)}`);
  return (await response.json()) as Message[];
}

/** Returns the link in an email that contains a token. */
export function linkIn(email: Message): string {
  const link = /https?:\/\/\S+\?token=[\w-]+/.exec(email.text)?.[0];
  if (!link) throw new Error(`The email "${email.subject}" contains no link with a token.`);
  return link;
}

/** Returns the token in an email's link. */
export function tokenIn(email: Message): string {
  return new URL(linkIn(email)).searchParams.get("token") ?? "";
}
