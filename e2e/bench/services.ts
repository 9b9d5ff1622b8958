import { startStack } from "@/e2e/stack";

// The services of a bench, in a process of their own, so that its client has one for itself. Sends their
// settings when they are there, and the counts when it is asked. With "counted" as argument, what the app
// sends goes through proxies that count it, which costs time.

const [appUrl = "", isCounted] = process.argv.slice(2);

const SYNC = 0x53;
const QUERY = 0x51;

let sqlRoundTrips = 0;

/** Counts the messages of PostgreSQL's protocol after which a client waits: a round trip each. */
function countRoundTrips() {
  let pending = Buffer.alloc(0);
  let isGreeted = false;
  return (data: Buffer) => {
    pending = Buffer.concat([pending, data]);
    for (;;) {
      // The first message of a connection has no type.
      const headLength = isGreeted ? 5 : 4;
      if (pending.length < headLength) return;
      const length = pending.readInt32BE(headLength - 4) + headLength - 4;
      if (pending.length < length) return;
      if (isGreeted && [SYNC, QUERY].includes(pending[0] ?? 0)) sqlRoundTrips++;
      isGreeted = true;
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

async function mailsPerAddress() {
  const mails = (await (await fetch(`${stack.mailboxUrl}/messages`)).json()) as { to: string }[];
  const perAddress = new Map<string, number>();
  for (const { to } of mails) perAddress.set(to, (perAddress.get(to) ?? 0) + 1);
  const numbers = [...perAddress.values()];
  const one = numbers.filter((number) => number === 1).length;
  return { one, other: numbers.length - one };
}

process.on("message", async (message) => {
  if (message === "mailsPerAddress") process.send?.({ mailsPerAddress: await mailsPerAddress() });
  if (message === "counts") process.send?.({ counts: await counts() });
  if (message === "end") {
    await stack.close();
    process.exit(0);
  }
});
process.send?.({ settings: stack.settings, databaseUrl: stack.databaseUrl });
