import { parseArgs } from "node:util";
import pg from "pg";
import { prepareCommandEnvironment } from "@/lib/local-services/command-environment";

const HELP = `npm run audit:verify -- [CHECKPOINT ...]
Verifies that no audit event was changed, added or removed behind the back of the app. CHECKPOINT is the \`checkpoint\` of
an audit_checkpoint event of the log. With the newest one, events that were cut off the end are found, even if somebody who
controls the database removed the checkpoints there.`;

async function run() {
  const { values, positionals } = parseArgs({
    options: { help: { type: "boolean", short: "h" } },
    allowPositionals: true,
  });
  if (values.help) return console.log(HELP);
  const close = await prepareCommandEnvironment();
  try {
    const { verifyAuditLog } = await import("./verify-log");
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    const verified = await verifyAuditLog(client, positionals).finally(() => client.end());
    const { events, checkpoints, findings } = verified;
    for (const { chain, position, eventId, problem } of findings) {
      const place = chain === undefined ? "" : `Chain ${chain}, position ${position}: `;
      console.error(`${place}${problem}${eventId ? ` Event ${eventId}.` : ""}`);
    }
    if (findings.length > 0) process.exitCode = 1;
    else console.log(`${events} audit events are intact. Compared with ${checkpoints} signed checkpoints.`);
  } finally {
    await close();
  }
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
