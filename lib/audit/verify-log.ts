import type pg from "pg";
import { type ChainState, readCheckpoint } from "./checkpoint";
import { type Finding, firstHash, verifyChain } from "./verify-chain";

const CHAINS = `
  SELECT id AS chain, start_position::text AS "startPosition", encode(start_hash, 'hex') AS "startHash",
    position::text, encode(hash, 'hex') AS hash
  FROM audit_chains ORDER BY id`;
const NEWEST_CHECKPOINT = "SELECT token FROM audit_checkpoints ORDER BY created_at DESC LIMIT 1";
const WITHOUT_SEAL = `
  SELECT id FROM audit_events
  WHERE NOT EXISTS (SELECT FROM audit_seals WHERE audit_seals.event_id = audit_events.id) LIMIT 1`;

/** What a verification found: the number of events, and the first thing that is wrong in each chain. */
export type Verification = { events: number; checkpoints: number; findings: Finding[] };

/**
 * Verifies the audit log, as it is in one snapshot, in constant memory: every event of every chain, and what the newest
 * checkpoint says.
 *
 * @param tokens checkpoints from the log, which an intruder in the database can't reach
 */
export async function verifyAuditLog(client: pg.Client, tokens: string[] = []): Promise<Verification> {
  await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    const { rows: stored } = await client.query<{ token: string }>(NEWEST_CHECKPOINT);
    const read = [...stored.map(({ token }) => token), ...tokens].map(readCheckpoint);
    const checkpoints = read.filter((checkpoint) => checkpoint !== undefined);
    const findings: Finding[] = [];
    if (checkpoints.length < read.length)
      findings.push({ problem: "A checkpoint is not signed with a pepper of this deployment." });
    const { rows: chains } = await client.query<ChainState>(CHAINS);
    if (chains.length !== 8) findings.push({ problem: `There are ${chains.length} chains, and not 8.` });
    let events = 0;
    for (const state of chains) {
      const known = checkpoints.flatMap((checkpoint) =>
        checkpoint.chains.filter(({ chain }) => chain === state.chain),
      );
      const start = startProblem(state, known);
      if (start) findings.push({ chain: state.chain, position: state.startPosition, problem: start });
      const report = await verifyChain(client, state, known);
      events += report.events;
      if (report.finding) findings.push(report.finding);
    }
    const { rows: unsealed } = await client.query<{ id: string }>(WITHOUT_SEAL);
    for (const { id } of unsealed) findings.push({ eventId: id, problem: "The event has no seal." });
    return { events, checkpoints: checkpoints.length, findings };
  } finally {
    await client.query("ROLLBACK");
  }
}

/** A chain starts with its first event, or where a checkpoint says that the retention of older ones ended. */
function startProblem(
  { chain, startPosition, startHash }: ChainState,
  known: ChainState[],
): string | undefined {
  if (startPosition === "0")
    return startHash === firstHash(chain).toString("hex") ? undefined : "The start of the chain was changed.";
  const isKnown = known.some(
    (state) => state.startPosition === startPosition && state.startHash === startHash,
  );
  return isKnown ? undefined : "No checkpoint knows the start of the chain: older events were cut off.";
}
