import path from "node:path";

// Without a bound V8 lets garbage pile up for as long as the machine has memory: a gigabyte after 20,000
// registrations, of which seventy megabytes are in use. `npm start` says the same.
const HEAP_LIMIT = "--max-old-space-size=384";

/** What Node is started with to run Next: the command, and the port that it listens on. */
export function nextArguments(command: "dev" | "start", port: number): string[] {
  const next = path.resolve("node_modules/next/dist/bin/next");
  return [...(command === "start" ? [HEAP_LIMIT] : []), next, command, "-p", String(port)];
}
