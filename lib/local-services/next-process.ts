import path from "node:path";
import { pathToFileURL } from "node:url";

// Without a limit, V8 lets garbage pile up as long as the machine has memory: 1 GB after 20,000
// registrations, of which 70 MB are in use. `npm start` in package.json has the same options.
const HEAP_LIMIT = "--max-old-space-size=384";
const STARTUP_REQUESTS = path.resolve("lib/http/startup-requests.mjs");

/** Returns the arguments with which Node runs a Next command on a port. */
export function nextArguments(command: "dev" | "start", port: number): string[] {
  const next = path.resolve("node_modules/next/dist/bin/next");
  return [
    ...(command === "start" ? [HEAP_LIMIT, `--import=${pathToFileURL(STARTUP_REQUESTS)}`] : []),
    next,
    command,
    "-p",
    String(port),
  ];
}
