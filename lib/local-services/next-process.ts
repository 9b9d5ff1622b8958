import path from "node:path";

// Without a limit, V8 lets garbage pile up as long as the machine has memory: 1 GB after 20,000
// registrations, of which 70 MB are in use. `npm start` in package.json sets the same limit.
const HEAP_LIMIT = "--max-old-space-size=384";

/** Returns the arguments with which Node runs a Next command on a port. */
export function nextArguments(command: "dev" | "start", port: number): string[] {
  const next = path.resolve("node_modules/next/dist/bin/next");
  return [...(command === "start" ? [HEAP_LIMIT] : []), next, command, "-p", String(port)];
}
