import { startStack } from "@/e2e/stack";

// Runs the services of a benchmark in a separate process, so that they don't slow down its client. Sends their settings
// once they are ready, and counts on request. With the argument "counted", the app's requests go through proxies
// that count them, which takes time.

const [appUrl = "", isCounted] = process.argv.slice(2);

const SYNC = 0x53;
const QUERY = 0x51;

let sqlRoundTrips = 0;

/** Counts the messages of PostgreSQL's protocol after which a client waits for a response: each is a round trip. */
function countRoundTrips() {
  let pending = Buffer.alloc(0);
  let isStarted = false;
  return (data: Buffer) => {
    pending = Buffer.concat([pending, data]);
    for (;;) {
      // The startup message is the only one without a type byte.
      const headerLength = isStarted ? 5 : 4;
      if (pending.length < headerLength) return;
      const length = pending.readInt32BE(headerLength - 4) + headerLength - 4;
      if (pending.length < length) return;
      if (isStarted && [SYNC, QUERY].includes(pending[0] ?? 0)) sqlRoundTrips++;
      isStarted = true;
      pending = pending.subarray(length);
    }
  };
}

const stack = await startStack({ appUrl, isDirect: !isCounted, watchSql: countRoundTrips });

async function counts() {
  const [mail, jobs, redis] = await Promise.all(
    [stack.mailboxUrl, stack.jobsUrl, stack.redisUrl].map(async (url) =>
      (await fetch(`${url}/stats`)).json(),
    ),
  );
  return { ...mail, ...jobs, ...redis, sqlRoundTrips };
}

async function emailsPerAddress() {
  const emails = (await (await fetch(`${stack.mailboxUrl}/messages`)).json()) as { to: string }[];
  const perAddress = new Map<string, number>();
  for (const { to } of emails) perAddress.set(to, (perAddress.get(to) ?? 0) + 1);
  const one = [...perAddress.values()].filter((count) => count === 1).length;
  return { one, other: perAddress.size - one };
}

process.on("message", async (message) => {
  if (message === "emailsPerAddress") process.send?.({ emailsPerAddress: await emailsPerAddress() });
  if (message === "counts") process.send?.({ counts: await counts() });
  if (message === "stop") {
    await stack.close();
    process.exit(0);
  }
});
// The benchmark has ended without saying so.
process.on("disconnect", () => process.exit(1));
process.send?.({ settings: stack.settings, databaseUrl: stack.databaseUrl });
