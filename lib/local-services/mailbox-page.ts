import type { Brand } from "@/lib/config/brand";
import type { Message } from "./mailbox-store";
import { mailboxStyle } from "./mailbox-style";

const VIEWS = { html: "HTML", text: "Text", headers: "Headers" } as const;
type View = keyof typeof VIEWS;

const TIME = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const DATE_AND_TIME = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "long" });

/** Renders the mailbox: the list of emails on the left, the selected one on the right. On a phone, one of the two. */
export function mailboxPage(messages: Message[], query: URLSearchParams, brand: Brand): string {
  const id = query.get("message");
  const selected = messages.find((message) => message.id === id);
  const view = (Object.keys(VIEWS) as View[]).find((name) => name === query.get("view")) ?? "html";
  const name = escapeHtml(brand.name);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${selected ? escapeHtml(selected.subject) : "Mailbox"} - ${name}</title>
<style>${mailboxStyle(brand)}</style>
</head>
<body${id && messages.length > 0 ? ' class="reading"' : ""}>
<header><span class="mark" aria-hidden="true">${escapeHtml([...brand.name][0]?.toUpperCase() ?? "")}</span><h1>${name} mailbox</h1><p>The emails that the app sends on this machine. They are shown here and never delivered.</p></header>
${messages.length === 0 ? `<main class="none">${NONE}</main>` : `<main>${list(messages, selected)}${id ? reader(selected, view) : SELECT_SECTION}</main>`}
<script nonce="mailbox">
setInterval(async () => {
  const messages = await fetch("/messages").then((response) => response.json()).catch(() => undefined);
  if (messages && messages.length !== ${messages.length}) location.reload();
}, 2000);
</script>
</body>
</html>`;
}

const ENVELOPE = `<svg viewBox="0 0 24 24" aria-hidden="true"><rect x="2.5" y="5" width="19" height="14" rx="2.5"/><path d="m3 7 9 6.5L21 7"/></svg>`;
const emptyState = (title: string, text: string) =>
  `<div class="empty">${ENVELOPE}<p><strong>${title}</strong>${text}</p></div>`;
const NONE = emptyState("No emails yet", "Create an account to see the verification email.");
const SELECT = emptyState("Select an email", "See it as HTML, as plain text and with its headers.");
const GONE = emptyState("No such email", "It isn't in this mailbox. The local data may have been deleted.");

const SELECT_SECTION = `<section aria-label="Email">${SELECT}</section>`;

function list(messages: Message[], selected: Message | undefined): string {
  const rows = messages.map((message) => row(message, selected));
  return `<nav aria-label="Emails"><ul>${rows.join("")}</ul></nav>`;
}

function row({ id, to, subject, createdAt }: Message, selected: Message | undefined): string {
  const time = new Date(createdAt);
  const isToday = time.toDateString() === new Date().toDateString();
  return `<li><a href="/?message=${id}"${selected?.id === id ? ' aria-current="true"' : ""}>
<strong>${escapeHtml(subject)}</strong><time datetime="${createdAt}" title="${DATE_AND_TIME.format(time)}">${(isToday ? TIME : DATE).format(time)}</time>
<span>${escapeHtml(to)}</span></a></li>`;
}

function reader(message: Message | undefined, view: View): string {
  const back = '<a class="back" href="/">← All emails</a>';
  if (!message) return `<section class="reader" aria-label="Email">${back}${GONE}</section>`;
  const { id, from, to, subject, createdAt } = message;
  const tabs = Object.entries(VIEWS).map(
    ([name, label]) =>
      `<a href="/?message=${id}&amp;view=${name}"${name === view ? ' aria-current="true"' : ""}>${label}</a>`,
  );
  const facts = { From: from, To: to, Date: DATE_AND_TIME.format(new Date(createdAt)) };
  return `<section class="reader" aria-label="Email">${back}<h2>${escapeHtml(subject)}</h2>
<dl>${Object.entries(facts)
    .map(([label, value]) => `<dt>${label}</dt><dd>${escapeHtml(value)}</dd>`)
    .join("")}</dl>
<div class="tabs">${tabs.join("")}</div>${body(message, view)}</section>`;
}

function body({ id, from, to, subject, createdAt, text, headers: own = {} }: Message, view: View): string {
  const headers = { From: from, To: to, Subject: subject, Date: createdAt, "Message-ID": id, ...own };
  switch (view) {
    case "html":
      return `<iframe title="${escapeHtml(subject)}" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/messages/${id}/html"></iframe>`;
    case "text":
      return `<pre tabindex="0">${escapeHtml(text)}</pre>`;
    case "headers":
      return `<pre tabindex="0">${escapeHtml(
        Object.entries(headers)
          .map(([name, value]) => `${name}: ${value}`)
          .join("\n"),
      )}</pre>`;
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
