import { createHash } from "node:crypto";
import type pg from "pg";
import type { ChainState } from "./checkpoint";

const BATCH_SIZE = 1_000;

/** What was found to be wrong, and where. */
export type Finding = { chain?: number; position?: string; eventId?: string; problem: string };

/** How far a chain was verified: how many events it has, and the first thing that is wrong, if anything is. */
export type ChainReport = { events: number; finding?: Finding };

// The texts that were hashed, made by PostgreSQL's own functions again: our function could have been replaced.
const SEALS = `
  SELECT seal.position::text, seal.event_id AS "eventId", seal.hash, seal.personal_hash AS "personalHash",
    seal.client_hash AS "clientHash", event.id IS NOT NULL AS "isThere",
    jsonb_build_array(seal.chain, event.id, event.user_id, event.actor_id, event.session_id, event.request_id,
      event.event, event.details, (extract(epoch FROM event.created_at) * 1000)::bigint,
      encode(seal.personal_hash, 'hex'), encode(seal.client_hash, 'hex'))::text AS body,
    jsonb_build_array(event.personal_salt, event.personal)::text AS personal,
    jsonb_build_array(event.client_salt, event.ip_address, event.user_agent)::text AS client,
    event.personal_salt IS NULL AS "isPersonalErased", event.client_salt IS NULL AS "isClientErased",
    event.personal = '{}' AS "hasNoPersonal", event.ip_address = '' AND event.user_agent = '' AS "hasNoClient",
    subject.id IS NOT NULL AS "hasSubject", causer.id IS NOT NULL AS "hasCauser"
  FROM audit_seals AS seal
    LEFT JOIN audit_events AS event ON event.id = seal.event_id
    LEFT JOIN users AS subject ON subject.id = event.user_id
    LEFT JOIN users AS causer ON causer.id = COALESCE(event.actor_id, event.user_id)
  WHERE seal.chain = $1 AND seal.position > $2
  ORDER BY seal.position LIMIT ${BATCH_SIZE}`;

type Seal = {
  position: string;
  eventId: string;
  hash: Buffer;
  personalHash: Buffer;
  clientHash: Buffer;
  isThere: boolean;
  body: string;
  personal: string;
  client: string;
  isPersonalErased: boolean;
  isClientErased: boolean;
  hasNoPersonal: boolean;
  hasNoClient: boolean;
  hasSubject: boolean;
  hasCauser: boolean;
};

const sha256 = (...parts: (Buffer | string)[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The hash that a chain begins with. */
export const firstHash = (chain: number) => sha256(`audit chain ${chain}`);

/**
 * Walks a chain from its start to its end, in batches.
 *
 * @param known where checkpoints say that the chain was
 * @returns the first thing that is wrong
 */
export async function verifyChain(
  client: pg.Client,
  { chain, startPosition, startHash, position: end, hash: endHash }: ChainState,
  known: ChainState[],
): Promise<ChainReport> {
  let position = BigInt(startPosition);
  let hash: Buffer = Buffer.from(startHash, "hex");
  let events = 0;
  const hashesAt = new Map(known.map((state) => [state.position, state.hash]));
  for (;;) {
    const { rows } = await client.query<Seal>(SEALS, [chain, String(position)]);
    for (const seal of rows) {
      const at = { chain, position: seal.position, eventId: seal.eventId };
      if (seal.position !== String(position + 1n))
        return {
          events,
          finding: { chain, position: String(position + 1n), problem: "The seal is missing." },
        };
      const problem = problemOf(seal, hash);
      if (problem) return { events, finding: { ...at, problem } };
      const recorded = hashesAt.get(seal.position);
      if (recorded && recorded !== seal.hash.toString("hex"))
        return {
          events,
          finding: { ...at, problem: "A checkpoint has another hash: the chain was rewritten." },
        };
      position += 1n;
      hash = seal.hash;
      events += 1;
    }
    if (rows.length < BATCH_SIZE) break;
  }
  const newest = known.reduce(
    (most, state) => (BigInt(state.position) > most ? BigInt(state.position) : most),
    0n,
  );
  if (newest > position) {
    const problem = `A checkpoint knows events up to position ${newest}: the end was cut off.`;
    return { events, finding: { chain, position: String(position + 1n), problem } };
  }
  if (String(position) !== end || hash.toString("hex") !== endHash) {
    const problem = `The chain should end at position ${end}, but ends at ${position}: the end was cut off.`;
    return { events, finding: { chain, position: String(position + 1n), problem } };
  }
  return { events };
}

function problemOf(seal: Seal, previous: Buffer): string | undefined {
  if (!seal.isThere) return "The event was deleted.";
  if (!sha256(previous, seal.body).equals(seal.hash)) return "The event or its seal was changed.";
  if (seal.isPersonalErased) {
    if (!seal.hasNoPersonal) return "The personal details were changed.";
    if (seal.hasSubject) return "The personal details were removed, but the account exists.";
  } else if (!sha256(seal.personal).equals(seal.personalHash)) return "The personal details were changed.";
  if (seal.isClientErased) {
    if (!seal.hasNoClient) return "The client was changed.";
    if (seal.hasCauser) return "The client was removed, but the account exists.";
  } else if (!sha256(seal.client).equals(seal.clientHash)) return "The client was changed.";
  return undefined;
}
