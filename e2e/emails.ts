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

/** Returns the link in a verification email that removes the registration. */
export function removalLinkIn({ text }: Message): string {
  return /https?:\/\/\S+\/remove-registration\?token=\S+/.exec(text)?.[0] ?? "";
}

/** Returns the verification code in an email. */
export function codeIn(email: Message): string {
  return /Verification code:\n(\d{6})\n/.exec(email.text)?.[1] ?? "";
}

/** Returns the token in an email's link. */
export function tokenIn(email: Message): string {
  return new URL(linkIn(email)).searchParams.get("token") ?? "";
}
