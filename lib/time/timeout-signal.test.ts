import { once } from "node:events";
import { setImmediate as turn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { timeoutSignal } from "./timeout-signal";

// Responds from a thread of its own, and reports its progress: 1 requested, 2 responded.
const SERVER = `
  const { createServer } = require("node:http");
  const { parentPort, workerData } = require("node:worker_threads");
  const progress = new Int32Array(workerData);
  const server = createServer((request, response) => {
    Atomics.store(progress, 0, 1);
    if (request.url === "/never") return;
    setTimeout(() => response.end("answer", () => Atomics.store(progress, 0, 2)), 20);
  });
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

async function serve() {
  const shared = new SharedArrayBuffer(4);
  const worker = new Worker(SERVER, { eval: true, workerData: shared });
  const [port] = (await once(worker, "message")) as [number];
  return { worker, url: `http://127.0.0.1:${port}`, progress: new Int32Array(shared) };
}

it("aborts a request without a response", async () => {
  const { worker, url } = await serve();
  await expect(fetch(`${url}/never`, { signal: timeoutSignal(100) })).rejects.toThrow(
    "The operation timed out.",
  );
  await worker.terminate();
});

it("accepts a response that arrived while the event loop was blocked", async () => {
  const { worker, url, progress } = await serve();
  const LIMIT_MS = 2_000;
  const start = Date.now();
  const answer = fetch(url, { signal: timeoutSignal(LIMIT_MS) }).then((response) => response.text());
  while (Atomics.load(progress, 0) === 0) await turn();
  const isOver = () => Atomics.load(progress, 0) === 2 && Date.now() > start + LIMIT_MS + 100;
  while (!isOver());
  expect(await answer).toBe("answer");
  await worker.terminate();
});
