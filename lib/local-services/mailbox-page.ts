import { brand } from "@/emails/brand";
import type { Message } from "./mailbox-store";

const VIEWS = ["html", "text", "headers"] as const;

/** Renders the mailbox: the list of emails on the left, the selected one on the right. */
export function mailboxPage(messages: Message[], query: URLSearchParams): string {
  const selected = messages.find(({ id }) => id === query.get("message"));
  const view = VIEWS.find((name) => name === query.get("view")) ?? "html";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mailbox - ${brand.name}</title>
<style>${STYLE}</style>
</head>
<body class="${selected ? "reading" : ""}">
<header><h1>Mailbox</h1><p>Local inbox. Emails sent in development appear here and are never delivered.</p></header>
<main>
<nav aria-label="Emails">${messages.length === 0 ? EMPTY : messages.map((message) => row(message, selected)).join("")}</nav>
<section aria-label="Email">${selected ? reader(selected, view) : `<p class="hint">${messages.length === 0 ? "" : "Select an email"}</p>`}</section>
</main>
<script nonce="mailbox">
setInterval(async () => {
  const messages = await (await fetch("/messages")).json().catch(() => undefined);
  if (messages && messages.length !== ${messages.length}) location.reload();
}, 2000);
</script>
</body>
</html>`;
}

const EMPTY = `<p class="hint">No emails yet. Create an account to see the verification email.</p>`;

function row({ id, to, subject, createdAt }: Message, selected: Message | undefined): string {
  return `<a href="/?message=${id}"${selected?.id === id ? ' aria-current="true"' : ""}>
<strong>${escapeHtml(subject)}</strong><span>${escapeHtml(to)}</span>
<time datetime="${createdAt}">${new Date(createdAt).toLocaleTimeString("en-GB")}</time></a>`;
}

function reader(message: Message, view: (typeof VIEWS)[number]): string {
  const { id, from, to, subject, createdAt, text } = message;
  const tabs = VIEWS.map(
    (name) =>
      `<a href="/?message=${id}&view=${name}"${name === view ? ' aria-current="true"' : ""}>${name === "html" ? "HTML" : name === "text" ? "Text" : "Headers"}</a>`,
  );
  const headers = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${createdAt}`,
    `Message-ID: ${id}`,
  ];
  const body =
    view === "html"
      ? `<iframe title="${escapeHtml(subject)}" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/messages/${id}/html"></iframe>`
      : `<pre>${escapeHtml(view === "text" ? text : headers.join("\n"))}</pre>`;
  return `<a class="back" href="/">Back to mailbox</a><h2>${escapeHtml(subject)}</h2>
<p>From ${escapeHtml(from)}<br>To ${escapeHtml(to)}</p><div class="tabs">${tabs.join("")}</div>${body}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
:root { color-scheme: light dark; --paper: light-dark(${brand.paper}, #121614); --card: light-dark(#fff, #1b211e);
  --ink: light-dark(${brand.ink}, #eef2ef); --muted: light-dark(${brand.muted}, #a3ada8); --line: light-dark(${brand.line}, #2e3733);
  --accent: light-dark(${brand.accent}, #5fd3ac); }
* { box-sizing: border-box; margin: 0; }
body { height: 100dvh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink); font: 15px/1.5 ${brand.font}; }
header { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; padding: 16px 24px; border-bottom: 1px solid var(--line); }
h1 { font-size: 18px; } h2 { font-size: 22px; line-height: 1.25; overflow-wrap: anywhere; }
section > p { overflow-wrap: anywhere; } header p, section > p { color: var(--muted); font-size: 14px; }
main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(260px, 340px) 1fr; }
nav { overflow-y: auto; border-right: 1px solid var(--line); padding: 12px; }
nav a { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; padding: 12px 14px; border-radius: 10px; color: inherit; text-decoration: none; }
nav a:hover, nav a[aria-current] { background: var(--card); }
nav a[aria-current] { box-shadow: inset 3px 0 var(--accent); }
nav strong, nav span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
nav span { grid-row: 2; color: var(--muted); font-size: 14px; } nav time { color: var(--muted); font-size: 13px; }
section { display: flex; flex-direction: column; gap: 12px; padding: 24px; min-width: 0; overflow-y: auto; }
.hint { margin: auto; padding: 32px 16px; text-align: center; color: var(--muted); max-width: 36ch; }
.tabs { display: flex; gap: 4px; } .tabs a { padding: 6px 14px; border-radius: 8px; color: var(--muted); text-decoration: none; }
.tabs a[aria-current] { background: var(--card); color: var(--ink); font-weight: 600; }
iframe { flex: 1; min-height: 480px; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 20px; border: 1px solid var(--line); border-radius: 12px; background: var(--card); font: 14px/1.6 ui-monospace, monospace; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.back { display: none; color: var(--accent); }
@media (max-width: 720px) {
  main { display: block; overflow-y: auto; } nav { border: 0; } section { padding: 16px; }
  .reading nav { display: none; } .back { display: block; } .reading section { min-height: 100%; }
}`;
