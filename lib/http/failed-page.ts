import { brand, brandFile } from "@/lib/config/brand";
import { env } from "@/lib/config/env";
import { findResponse } from "./open-responses";

/** The beginning of what Next sends for a page that failed: a document that is empty until its scripts have run. */
const EMPTY_DOCUMENT = /<html[^>]* id="__next_error__"[^>]*>.*?<body[^>]*>/s;
/** The style sheets of the page, which that document only preloads. */
const STYLE_SHEETS = /<link rel="preload" href="(\/[^"]+\.css[^"]*)" as="style"/g;

/**
 * Writes an error page into the empty document that Next sends for a page that failed, for browsers without JavaScript.
 * With JavaScript the page of `error.tsx` takes its place. Must be called before that document is sent.
 *
 * @param requestHeaders the headers of the request, with that of `trackResponse`
 * @param digest the ID of the error in the log
 */
export function fillFailedPage(
  requestHeaders: NodeJS.Dict<string | string[]>,
  digest: string | undefined,
): void {
  const response = findResponse({ get: (name) => String(requestHeaders[name] ?? "") });
  if (!response) return;
  const write = response.write.bind(response) as (chunk: unknown, ...rest: unknown[]) => boolean;
  response.write = (chunk: unknown, ...rest: unknown[]): boolean => {
    const html = chunk instanceof Uint8Array ? Buffer.from(chunk).toString() : String(chunk);
    const [start] = EMPTY_DOCUMENT.exec(html) ?? [];
    if (start === undefined) return write(chunk, ...rest);
    response.write = write;
    return write(
      html.replace(start, () => start + errorPage(start, digest)),
      ...rest,
    );
  };
}

/** The page of `components/layout/error-page.tsx`, with links in place of its button. */
function errorPage(start: string, digest: string | undefined): string {
  const sheets = [...start.matchAll(STYLE_SHEETS)].map(([, href]) => href);
  if (env().BRAND_COLOR) sheets.push(brandFile("colors.css"));
  const id = digest && /^[\w@-]+$/.test(digest) ? `<p class="mt-2 text-sm">Error ID: ${digest}</p>` : "";
  return `<noscript>${sheets.map((href) => `<link rel="stylesheet" href="${href}">`).join("")}
<div class="flex min-h-dvh flex-col">
<header class="border-b border-line bg-card"><div class="mx-auto flex h-16 max-w-6xl items-center gap-3 px-4 sm:px-8">
<a href="/" class="text-lg font-semibold tracking-tight">${escapeHtml(brand().name)}</a></div></header>
<main class="mx-auto flex w-full max-w-xl flex-1 flex-col items-center justify-center px-4 py-16 text-center">
<p class="rounded-full bg-tint px-3 py-1 text-sm font-semibold text-accent">Error</p>
<h1 class="mt-5 text-display font-semibold text-balance">Something went wrong</h1>
<div class="mt-3 max-w-md leading-7 text-balance text-muted">
<p>An unexpected error occurred. Try again in a moment.</p>${id}</div>
<div class="mt-8 flex flex-wrap justify-center gap-3">
<a href="" class="button button-primary button-regular">Try again</a>
<a href="/" class="button button-secondary button-regular">Go to home page</a></div></main></div></noscript>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
