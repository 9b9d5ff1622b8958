import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    globalSetup: "lib/testing/database-template.ts",
    include: ["{app,components,emails,lib,prisma}/**/*.test.{ts,tsx}"],
    // By default, one core is left idle.
    maxWorkers: "100%",
    testTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 60_000,
    env: { LOG_LEVEL: "silent" },
  },
});
