import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";

// Measures side by side, in one run on one machine, what would mean nothing as a figure of its own.
const PORT = "4390";
const BASE = `http://localhost:${PORT}`;
const COST = "12";
const HASHES = 24;
const REGISTRATIONS = 64;
const IN_FLIGHT = 32;
const VISITS = 200;

type Row = { what: string; value: string; reference: string; ratio: number };

const settings = {
  PORT,
  MAILBOX_PORT: "4395",
  DATA_DIR: mkdtempSync(path.join(tmpdir(), "real-mfa-bench-")),
  REGISTRATION_RATE_LIMIT: "1000000/1m",
  BCRYPT_COST: COST,
  LOG_LEVEL: "error",
};

async function main() {
  const app = spawn(process.execPath, ["--import", "tsx", "lib/local-services/run.ts", "preview"], {
    stdio: "ignore",
    env: { ...process.env, ...settings },
  });
  try {
    await untilReady();
    const rows = [
      await registrationsPerHash(),
      await visitsUnderLoad(),
      await javaScriptOf("/register", "/verify-email/done"),
    ];
    console.log(`${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.version}`);
    console.table(rows);
    console.log(JSON.stringify(rows));
  } finally {
    app.kill("SIGTERM");
  }
}

async function untilReady() {
  for (;;) {
    const answer = await fetch(`${BASE}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** How much of what the threads can hash is left to registrations. */
async function registrationsPerHash(): Promise<Row> {
  const { bcryptHash } = await import("../../lib/crypto/password-workers");
  await bcryptHash("warm up", Number(COST));
  const hashes = await perSecond(HASHES, HASHES, () => bcryptHash(randomUUID(), Number(COST)));
  await Promise.all(Array.from({ length: 4 }, register));
  const registrations = await perSecond(REGISTRATIONS, 8, register);
  return row("registrations a second, of hashes a second", registrations, hashes);
}

/** How much longer a page takes while people register. */
async function visitsUnderLoad(): Promise<Row> {
  await percentile99(VISITS, visit);
  const idle = await percentile99(VISITS, visit);
  let isOver = false;
  const load = Array.from({ length: IN_FLIGHT }, async () => {
    while (!isOver) await register();
  });
  const loaded = await percentile99(VISITS, visit);
  isOver = true;
  await Promise.all(load);
  return row(
    `p99 of GET /register in ms with ${IN_FLIGHT} registrations in flight, of the same with none`,
    loaded,
    idle,
  );
}

/** The scripts that a page names, in gzipped kB, beside those of a page that needs none of its own. */
async function javaScriptOf(page: string, reference: string): Promise<Row> {
  const sizeOf = async (address: string) => {
    const html = await (await fetch(BASE + address)).text();
    let bytes = 0;
    for (const [tag, source] of html.matchAll(/<script[^>]*\ssrc="([^"]+)"[^>]*>/g)) {
      if (/nomodule/i.test(tag) || !source) continue;
      bytes += gzipSync(await (await fetch(BASE + source)).text()).length;
    }
    return bytes / 1000;
  };
  return row(`kB of JavaScript of ${page}, of ${reference}`, await sizeOf(page), await sizeOf(reference));
}

async function register() {
  const username = `bench_${randomUUID().slice(0, 13)}`;
  const response = await fetch(`${BASE}/api/auth/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      username,
      email: `${username}@example.com`,
      password: "Qv7!mzorbit-lane",
      password2: "Qv7!mzorbit-lane",
      device: { fingerprint_hash: "abc123xyz456def789", device_name: "bench", device_type: "desktop" },
    }),
  });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}

async function visit() {
  await (await fetch(`${BASE}/register`)).arrayBuffer();
}

async function perSecond(count: number, atOnce: number, act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let begun = 0;
  const worker = async () => {
    while (begun++ < count) await act();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return count / ((performance.now() - start) / 1000);
}

async function percentile99(count: number, act: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let visitCount = 0; visitCount < count; visitCount++) {
    const start = performance.now();
    await act();
    times.push(performance.now() - start);
  }
  times.sort((left, right) => left - right);
  return times[Math.floor(count * 0.99) - 1] ?? 0;
}

function row(what: string, value: number, reference: number): Row {
  return {
    what,
    value: value.toFixed(1),
    reference: reference.toFixed(1),
    ratio: Number((value / reference).toFixed(2)),
  };
}

await main();
process.exit(0);
