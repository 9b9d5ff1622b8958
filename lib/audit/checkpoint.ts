import { timingSafeEqual } from "node:crypto";
import { keyedHash, pepperVersions } from "@/lib/crypto/encryption";
import { db } from "@/lib/database/client";
import { log } from "@/lib/observability/log";

const PURPOSE = "audit-checkpoint";
const HOUR_MS = 60 * 60 * 1000;
/** A little less than a day, so that an hourly job writes one a day. */
const INTERVAL_MS = 23.5 * HOUR_MS;

/** Where a chain starts and ends: the positions and hashes of its last deleted and of its newest event. */
export type ChainState = {
  chain: number;
  startPosition: string;
  startHash: string;
  position: string;
  hash: string;
};

/** Where the chains of the audit log started and ended at a time. */
export type Checkpoint = { at: string; chains: ChainState[] };

/** Signs a checkpoint with a key derived from the pepper: `pepper version.content.signature`. */
export function signCheckpoint(checkpoint: Checkpoint): string {
  const [version = 0] = pepperVersions();
  const content = Buffer.from(JSON.stringify(checkpoint)).toString("base64url");
  return `${version}.${content}.${signatureOf(content, version).toString("base64url")}`;
}

/** Returns the checkpoint that a token contains, or `undefined` if it isn't signed with a pepper of this deployment. */
export function readCheckpoint(token: string): Checkpoint | undefined {
  const [, version = "", content = "", signature = ""] =
    /^(\d{1,9})\.([\w-]+)\.([\w-]{43})$/.exec(token.trim()) ?? [];
  if (!pepperVersions().includes(Number(version))) return undefined;
  const expected = signatureOf(content, Number(version));
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(content, "base64url").toString("utf8")) as Checkpoint;
}

const signatureOf = (content: string, version: number) => Buffer.from(keyedHash(PURPOSE, content, version));

/**
 * Writes a signed checkpoint of the audit log to the log and to the database, once a day, and after the retention of events
 * ended. With the one in the log, `npm run audit:verify` finds events that were cut off the end of a chain.
 *
 * @returns the number of checkpoints, 0 or 1
 */
export async function writeCheckpoint(): Promise<number> {
  const [chains, newest] = await Promise.all([
    db().auditChain.findMany({ orderBy: { id: "asc" } }),
    db().auditCheckpoint.findFirst({
      orderBy: { createdAt: "desc" },
      select: { token: true, createdAt: true },
    }),
  ]);
  const states = chains.map(({ id, startPosition, startHash, position, hash }) => ({
    chain: id,
    startPosition: String(startPosition),
    startHash: Buffer.from(startHash).toString("hex"),
    position: String(position),
    hash: Buffer.from(hash).toString("hex"),
  }));
  const isRecent = newest && newest.createdAt.getTime() > Date.now() - INTERVAL_MS;
  if (isRecent && startsOf(readCheckpoint(newest.token)?.chains) === startsOf(states)) return 0;
  const token = signCheckpoint({ at: new Date().toISOString(), chains: states });
  await db().auditCheckpoint.create({ data: { token }, select: { id: true } });
  log.info({ event: "audit_checkpoint", checkpoint: token });
  return 1;
}

const startsOf = (chains: ChainState[] = []) =>
  chains.map(({ startPosition, startHash }) => `${startPosition} ${startHash}`).join();
