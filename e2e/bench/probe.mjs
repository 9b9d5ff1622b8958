// Loaded into the app with `NODE_OPTIONS=--import`. Reports on PROBE_PORT, since the last request: the longest time for
// which the event loop was blocked and the number of password hashes; and the memory, after a garbage collection
// if the path is /memory.
import { subscribe } from "node:diagnostics_channel";
import { createServer } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isMainThread } from "node:worker_threads";

const RESOLUTION_MS = 5;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

let hashes = 0;
subscribe("real-mfa:fail-point", (failPoint) => {
  if (failPoint === "register:hash") hashes++;
});

const server = createServer(({ url }, response) => {
  // The monitor samples at its resolution, so only the time beyond that is a block.
  const longestGapMs = Math.max(0, delay.max / 1e6 - RESOLUTION_MS);
  if (url === "/memory") collectGarbage();
  response.end(JSON.stringify({ longestGapMs, hashes, rssMb: process.memoryUsage.rss() / 2 ** 20 }));
  hashes = 0;
  delay.reset();
});
if (isMainThread) server.listen(Number(process.env.PROBE_PORT), "127.0.0.1").unref();
