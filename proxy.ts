import { type NextRequest, NextResponse } from "next/server";

const isDevelopment = process.env.NODE_ENV === "development";
const PAGE_METHODS = ["GET", "HEAD", "POST"];

/**
 * Gives each page a Content-Security-Policy with its own nonce. It does no authorization: every page, action
 * and route does that itself. API requests skip this proxy. Headers that every response carries are set
 * in `lib/http/incoming-requests.ts`.
 */
export function proxy(request: NextRequest): NextResponse {
  const isHttps = process.env.APP_URL?.startsWith("https:") ?? false;
  const policy = contentSecurityPolicy(btoa(crypto.randomUUID()), isHttps);
  const isPage = !request.nextUrl.pathname.startsWith("/api/");
  if (isPage && !PAGE_METHODS.includes(request.method)) {
    return new NextResponse(null, { status: 405, headers: { allow: PAGE_METHODS.join(", ") } });
  }

  const headers = new Headers(request.headers);
  // Without JavaScript, a form on a page with `Referrer-Policy: no-referrer` is sent with `Origin: null`,
  // which Next rejects. `Sec-Fetch-Site`, which no page can set, proves that the request is same-origin.
  if (headers.get("origin") === "null" && headers.get("sec-fetch-site") === "same-origin") {
    headers.set("origin", `${isHttps ? "https" : "http"}://${headers.get("host")}`);
  }
  headers.set("content-security-policy", policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
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
    `style-src 'self'${development.style}`,
    `connect-src 'self'${development.connect}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

export const config = { matcher: "/((?!api/(?!docs)|_next/static/).*)" };
