import { env } from "./env";

/** Returns the names that this installation goes by: the product's, and the sender's in its emails. */
export function productNames(): string[] {
  const [, sender = ""] = /^"?([^"<]*)"?\s*</.exec(env().MAIL_FROM) ?? [];
  return [env().APP_NAME, sender.trim()].filter(Boolean);
}

/** Returns the domains of this installation: the app's, and its emails'. */
export function productDomains(): string[] {
  const { APP_URL, MAIL_FROM } = env();
  const [, senderDomain = ""] = /@([^@>]+)>?$/.exec(MAIL_FROM) ?? [];
  return [new URL(APP_URL).hostname, senderDomain.toLowerCase()].filter(Boolean);
}
