import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/config/env";
import { crossOriginPage } from "@/lib/http/cross-origin-page";
import { FLASH_COOKIE, FLASH_HEADER } from "@/lib/http/flash-names";
import { isOwnOrigin } from "@/lib/http/origin";
import { REQUEST_ID_HEADER } from "@/lib/http/request-id";
import { log } from "@/lib/observability/log";

const isDevelopment = process.env.NODE_ENV === "development";
const PAGE_METHODS = ["GET", "HEAD", "POST"];

/**
 * Gives each page a Content-Security-Policy with its own nonce, and refuses form posts from other origins: Next would
 * answer them with 500. It does no authorization: every page, action and route does that itself. API requests and
 * uploads skip this proxy, which would hold their body in memory. Headers that every response carries are set in
 * `lib/http/incoming-requests.ts`.
 */
export function proxy(request: NextRequest): Response {
  const appUrl = process.env.APP_URL ?? request.nextUrl.origin;
  const isHttps = appUrl.startsWith("https:");
  const policy = contentSecurityPolicy(btoa(crypto.randomUUID()), isHttps);
  const isPage = !request.nextUrl.pathname.startsWith("/api/");
  if (isPage && !PAGE_METHODS.includes(request.method)) {
    return new NextResponse(null, { status: 405, headers: { allow: PAGE_METHODS.join(", ") } });
  }
  if (request.method === "POST" && isPage && !isOwnOrigin(request.headers, appUrl)) {
    log.warn({ event: "malicious_csrf", requestId: request.headers.get(REQUEST_ID_HEADER) });
    return crossOriginPage();
  }

  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  const flash = takeFlash(request, headers, isHttps ? `__Host-${FLASH_COOKIE}` : FLASH_COOKIE);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (flash) response.cookies.set(flash, "", { path: "/", secure: isHttps, sameSite: "lax", maxAge: 0 });
  return response;
}

/**
 * Moves the message that is shown once from its cookie to a header when the browser loads a page: a page can't delete
 * cookies. Returns the name of the cookie to delete.
 */
function takeFlash(request: NextRequest, headers: Headers, cookie: string): string | undefined {
  headers.delete(FLASH_HEADER);
  const value = request.cookies.get(cookie)?.value;
  // Requests of the page's scripts, prefetches among them, leave it to the page that the browser loads or shows.
  const isPageLoad = headers.get("sec-fetch-mode") === "navigate" && !headers.has("sec-purpose");
  if (!value || !isPageLoad || request.method !== "GET") return undefined;
  headers.set(FLASH_HEADER, value);
  return cookie;
}

function contentSecurityPolicy(nonce: string, isHttps: boolean): string {
  // The development server uses eval, injects styles by script and connects over a WebSocket.
  const development = {
    script: isDevelopment ? " 'unsafe-eval'" : "",
    style: isDevelopment ? " 'unsafe-inline'" : "",
    connect: isDevelopment ? " ws:" : "",
  };
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development.script}`,
    "worker-src 'self'",
    `style-src 'self'${development.style}`,
    `connect-src 'self'${development.connect}`,
    `img-src 'self' data: blob:${logoOrigin()}`,
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** Returns the origin of the owner's logo if it is not this app's, with a space before it. */
function logoOrigin(): string {
  const { APP_LOGO_URL = "/" } = env();
  return APP_LOGO_URL.startsWith("/") ? "" : ` ${new URL(APP_LOGO_URL).origin}`;
}

export const config = { matcher: "/((?!api/(?!docs)|account/picture/?$|_next/static/).*)" };
