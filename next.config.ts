import type { NextConfig } from "next";
import { SECURITY_HEADERS } from "./lib/http/security-headers";

// The app sends nothing to third parties, Next's telemetry included.
process.env.NEXT_TELEMETRY_DISABLED = "1";

/** Pages that were renamed or moved. Links in emails that were sent earlier still use the old paths. */
const RENAMED_PAGES = {
  "/not-me": "/secure-account",
  "/not-me/done": "/secure-account/done",
  "/goodbye": "/deletion-scheduled",
  "/account/sessions": "/account/devices",
};

/** The pictures that are made from the brand, and those of `public/`, such as the owner's logo. */
const PUBLIC_PICTURES = ["/brand/:file", "/:path(.+\\.(?:png|jpe?g|gif))"];

const config: NextConfig = {
  poweredByHeader: false,
  skipTrailingSlashRedirect: true,
  devIndicators: false,
  // No page uses next/image. With this, `/_next/image` answers 404 rather than resizing images for anyone.
  images: { unoptimized: true },
  agentRules: false,
  experimental: { agentUpgrade: false },
  allowedDevOrigins: ["127.0.0.1"],
  // The development server would otherwise log tokens in URLs and the arguments of server actions.
  logging: {
    incomingRequests: { ignore: [/[?&]token=|%3Ftoken%3D/i] },
    serverFunctions: false,
    browserToTerminal: false,
  },
  serverExternalPackages: ["pino", "bcryptjs", "@node-rs/bcrypt"],
  // This file is read by its path at run time, which the bundler cannot trace.
  outputFileTracingIncludes: { "/**": ["./lib/schemas/common-passwords.txt"] },
  // Both kinds of rule match with and without a trailing slash and pass the query string on.
  redirects: async () =>
    Object.entries(RENAMED_PAGES).map(([source, destination]) => ({ source, destination, permanent: true })),
  // Existing API clients may still POST to the old path. A rewrite serves them without a redirect.
  rewrites: async () => [{ source: "/api/auth/disown-login", destination: "/api/auth/report-login" }],
  headers: async () => [
    {
      source: "/:path*",
      headers: Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value })),
    },
    // Emails and link previews show these pictures on other sites.
    ...PUBLIC_PICTURES.map((source) => ({
      source,
      headers: [{ key: "Cross-Origin-Resource-Policy", value: "cross-origin" }],
    })),
  ],
};

export default config;
