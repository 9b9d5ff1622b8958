import { unstable_doesMiddlewareMatch as doesProxyMatch } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { log } from "@/lib/observability/log";
import { setTestSettings } from "@/lib/testing/test-settings";
import { config, proxy } from "@/proxy";

beforeAll(() =>
  setTestSettings({
    APP_URL: "https://accounts.example.com",
    APP_LOGO_URL: "https://cdn.example.com/brand/logo.svg",
  }),
);

const post = (path: string, headers: Record<string, string>) =>
  proxy(new NextRequest(`http://localhost:3000${path}`, { method: "POST", headers }));

describe("a form post", () => {
  it.each([
    ["another origin", { origin: "https://evil.example" }],
    ["a subdomain", { origin: "https://evil.accounts.example.com" }],
    ["an origin that starts alike", { origin: "https://accounts.example.com.evil.example" }],
    ["another scheme", { origin: "http://accounts.example.com" }],
    ["another port", { origin: "https://accounts.example.com:8443" }],
    ["a sandboxed page", { origin: "null" }],
    ["a sandboxed page that claims to be this site", { origin: "null", "sec-fetch-site": "same-origin" }],
    ["nowhere", {}],
    ["a malformed origin", { origin: "https://" }],
  ])("from %s is refused with 403, a page and a warning", async (_, headers) => {
    const warn = vi.spyOn(log, "warn");
    const error = vi.spyOn(log, "error");
    const response = post("/login", { host: "accounts.example.com", ...headers });
    expect(response.status).toBe(403);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(await response.text()).toContain("<h1>Request blocked</h1>");
    expect(warn).toHaveBeenCalledWith(expect.objectContaining({ event: "malicious_csrf" }));
    expect(error).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it.each([
    ["the configured origin", { host: "127.0.0.1:3000", origin: "https://accounts.example.com" }],
    ["the host of the request", { host: "localhost:3000", origin: "https://localhost:3000" }],
  ])("from %s is passed on, with its Origin as it is", (_, headers) => {
    const response = post("/verify-email?token=x", headers);
    expect(response.status).toBe(200);
    expect(response.headers.get("x-middleware-next")).toBe("1");
    expect(response.headers.get("x-middleware-request-origin")).toBe(headers.origin);
  });
});

it("allows images of this app and of the logo's origin", () => {
  const policy = proxy(new NextRequest("http://localhost:3000/login")).headers.get("content-security-policy");
  expect(policy).toContain("; img-src 'self' data: blob: https://cdn.example.com; ");
});

it("gives each page its own nonce, and refuses other methods", () => {
  const policies = [1, 2].map(() => {
    const response = proxy(new NextRequest("http://localhost:3000/login"));
    return response.headers.get("content-security-policy");
  });
  expect(new Set(policies).size).toBe(2);
  const response = proxy(new NextRequest("http://localhost:3000/login", { method: "DELETE" }));
  expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
});

it.each([
  ["/", true],
  ["/login", true],
  ["/account/profile", true],
  ["/account/pictures", true],
  ["/api/docs", true],
  ["/_next/image", true],
  ["/account/picture", false],
  ["/account/picture/", false],
  ["/api/auth/login/", false],
  ["/api/inngest", false],
  ["/_next/static/chunks/a.js", false],
])("runs for %s: %s", (path, runs) => {
  expect(doesProxyMatch({ config, url: path, nextConfig: {} })).toBe(runs);
});

describe("a message that is shown once", () => {
  const request = (headers: Record<string, string>, method = "GET") =>
    proxy(
      new NextRequest("http://localhost:3000/account", {
        method,
        headers: {
          origin: "https://accounts.example.com",
          cookie: "__Host-flash=signed; session=x",
          ...headers,
        },
      }),
    );
  const outcome = (response: Response) => ({
    shown: response.headers.get("x-middleware-request-x-flash-message"),
    isDeleted: /__Host-flash=;.*Max-Age=0/i.test(response.headers.get("set-cookie") ?? ""),
  });

  it("moves from its cookie to the page that the browser loads", () => {
    expect(outcome(request({ "sec-fetch-mode": "navigate" }))).toEqual({ shown: "signed", isDeleted: true });
  });

  it.each([
    ["a script's request", { "sec-fetch-mode": "cors" }, "GET"],
    ["a prefetch", { "sec-fetch-mode": "navigate", "sec-purpose": "prefetch" }, "GET"],
    ["a form post", { "sec-fetch-mode": "navigate" }, "POST"],
  ])("stays in its cookie after %s", (_, headers, method) => {
    expect(outcome(request(headers, method))).toEqual({ shown: null, isDeleted: false });
  });

  it("can't be set by the client's own header", () => {
    expect(
      outcome(request({ "sec-fetch-mode": "navigate", cookie: "", "x-flash-message": "forged" })).shown,
    ).toBe(null);
  });
});
