import type { NextConfig } from "next";
import { SECURITY_HEADERS } from "./lib/http/security-headers";

// Nothing that runs here is to ask anybody else for anything.
process.env.NEXT_TELEMETRY_DISABLED = "1";

const config: NextConfig = {
  poweredByHeader: false,
  skipTrailingSlashRedirect: true,
  devIndicators: false,
  agentRules: false,
  experimental: { agentUpgrade: false },
  allowedDevOrigins: ["127.0.0.1"],
  // The development server would print tokens in addresses, and what people typed.
  logging: { incomingRequests: { ignore: [/[?&]token=/] }, serverFunctions: false, browserToTerminal: false },
  serverExternalPackages: ["pino", "bcryptjs"],
  // Read by path at run time, which no bundler can see.
  outputFileTracingIncludes: { "/**": ["./lib/schemas/common-passwords.txt"] },
  headers: async () => [
    {
      source: "/:path*",
      headers: Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value })),
    },
  ],
};

export default config;
