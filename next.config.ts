import type { NextConfig } from "next";

// Sent with every answer, static files too. What differs from answer to answer is set in proxy.ts.
const headers = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

const config: NextConfig = {
  poweredByHeader: false,
  skipTrailingSlashRedirect: true,
  devIndicators: false,
  serverExternalPackages: ["pino", "bcryptjs"],
  // Read by path at run time, which no bundler can see.
  outputFileTracingIncludes: { "/**": ["./lib/schemas/common-passwords.txt"] },
  headers: async () => [
    { source: "/:path*", headers: Object.entries(headers).map(([key, value]) => ({ key, value })) },
  ],
};

export default config;
