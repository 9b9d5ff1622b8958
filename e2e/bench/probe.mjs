// Loaded into the app by `NODE_OPTIONS=--import`: tells on PROBE_PORT the longest time for which the event
// loop was held up, and how many registrations came to their hash, since it was last asked; and the memory after a collection.
import { subscribe } from "node:diagnostics_channel";
import { createServer } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isMainThread } from "node:worker_threads";

const RESOLUTION_MS = 5;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

let hashes = 0;
subscribe("real-mfa:fail-point", (step) => {
  if (step === "register:hash") hashes++;
});

const server = createServer(({ url }, response) => {
  // The timer itself comes only every so often: what is beyond that is the gap.
  const longestGapMs = Math.max(0, delay.max / 1e6 - RESOLUTION_MS);
  if (url === "/memory") collect();
  response.end(JSON.stringify({ longestGapMs, hashes, rssMb: process.memoryUsage.rss() / 2 ** 20 }));
  hashes = 0;
  delay.reset();
});
if (isMainThread) server.listen(Number(process.env.PROBE_PORT), "127.0.0.1").unref();
