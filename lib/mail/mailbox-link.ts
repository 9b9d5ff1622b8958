/** Where to read the email to an address on the web. */
export type MailboxLink = { provider: string; url: string };

type Provider = {
  name: string;
  domains: RegExp;
  /** @param from the sender's address, encoded for a URL */
  url: (from: string, email: string) => string;
};

/** Providers of mailboxes by domain, with a search for the sender where their pages take one in the URL. */
const PROVIDERS: Provider[] = [
  {
    name: "Gmail",
    domains: /^(gmail|googlemail)\.com$/,
    url: (from, email) =>
      `https://mail.google.com/mail/u/?authuser=${email}#search/from%3A${from}+in%3Aanywhere+newer_than%3A1d`,
  },
  {
    name: "Outlook",
    domains: /^((outlook|hotmail|live)\.(com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})|msn\.com)$/,
    url: () => "https://outlook.live.com/mail/0/inbox",
  },
  {
    name: "Yahoo Mail",
    domains: /^(yahoo\.(com|[a-z]{2}|co\.(?!jp)[a-z]{2}|com\.[a-z]{2})|(ymail|rocketmail)\.com)$/,
    url: (from) => `https://mail.yahoo.com/d/search/keyword=from%3A${from}`,
  },
  { name: "iCloud Mail", domains: /^(icloud|me|mac)\.com$/, url: () => "https://www.icloud.com/mail" },
  {
    name: "Proton Mail",
    domains: /^(proton\.me|protonmail\.(com|ch)|pm\.me)$/,
    url: (from) => `https://mail.proton.me/u/0/all-mail#from=${from}`,
  },
  {
    name: "Fastmail",
    domains: /^fastmail\.(com|fm)$/,
    url: (from) => `https://app.fastmail.com/mail/search:from%3A${from}`,
  },
  { name: "AOL Mail", domains: /^aol\.(com|[a-z]{2})$/, url: () => "https://mail.aol.com" },
  { name: "GMX", domains: /^gmx\.(net|de|at|ch|com)$/, url: () => "https://www.gmx.net" },
  { name: "WEB.DE", domains: /^web\.de$/, url: () => "https://web.de" },
];

/**
 * Returns the page where the email to an address can be read, if its provider is known by the domain.
 *
 * @param sender who sends the email: an address, or `Name <address>`
 */
export function mailboxLink(email: string, sender: string): MailboxLink | undefined {
  const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
  const provider = PROVIDERS.find(({ domains }) => domains.test(domain));
  if (!provider) return undefined;
  const from = /<([^<>]+)>$/.exec(sender)?.[1] ?? sender;
  return { provider: provider.name, url: provider.url(encodeURIComponent(from), encodeURIComponent(email)) };
}
