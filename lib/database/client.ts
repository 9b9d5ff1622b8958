import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/config/env";
import { Prisma, PrismaClient } from "@/lib/generated/prisma/client";

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 10_000;

function connect() {
  const adapter = new PrismaPg({
    connectionString: env().DATABASE_URL,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
  });
  // A transaction waits for a connection as long as any other query.
  const transactionOptions = { maxWait: CONNECT_TIMEOUT_MS, timeout: STATEMENT_TIMEOUT_MS };
  return new PrismaClient({ adapter, transactionOptions });
}

// Next loads this module once per bundle, but the connection pool must exist once per process.
const shared = globalThis as { prisma?: PrismaClient };

/** Returns the database client, which connects on first use. */
export function db(): PrismaClient {
  shared.prisma ??= connect();
  return shared.prisma;
}

// The error kinds of the adapter, and messages of pg, which have no codes.
const UNAVAILABLE_KINDS = ["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"];
const UNAVAILABLE_MESSAGE =
  /^Connection terminated|^timeout exceeded when trying to connect|^Query read timeout/;
const TRANSACTION_TIMEOUT = "P2028";

/** Thrown when what a page reads has not arrived in the time that it waits. */
export class ReadTimeoutError extends Error {
  override name = "ReadTimeoutError";
}

/**
 * Returns what a page reads, unless that takes longer than a page waits (`PAGE_TIMEOUT_MS`). The queries themselves go on
 * until their own timeouts, which are longer.
 *
 * @throws {ReadTimeoutError} after that time
 */
export function withinPageTime<Value>(read: Promise<Value>): Promise<Value> {
  return withinTime(read, env().PAGE_TIMEOUT_MS);
}

/**
 * Returns what is read, unless that takes too long.
 *
 * @throws {ReadTimeoutError} after `milliseconds`
 */
export async function withinTime<Value>(read: Promise<Value>, milliseconds: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    // A response that arrived while the event loop was blocked still counts: timers run before I/O.
    const end = () => setImmediate(() => reject(new ReadTimeoutError("No answer in time.")));
    timer = setTimeout(end, milliseconds);
  });
  return Promise.race([read, timeout]).finally(() => clearTimeout(timer));
}

/** Returns whether an error means that the database is unreachable or has no free connection, so that a retry may succeed. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof ReadTimeoutError) return true;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) {
    return error instanceof Error && UNAVAILABLE_MESSAGE.test(error.message);
  }
  const meta = error.meta as { driverAdapterError?: { cause?: { kind?: string } } } | undefined;
  const kind = meta?.driverAdapterError?.cause?.kind ?? "";
  return error.code === TRANSACTION_TIMEOUT || UNAVAILABLE_KINDS.includes(kind);
}

/** Returns whether an error is the refusal of the trigger that keeps the last admin who can log in. */
export function isLastAdminViolation(error: unknown): boolean {
  return error instanceof Error && /users_last_admin|The last administrator must stay/.test(error.message);
}

/** Returns whether an error is the violation of a unique index. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return (
    error.code === "P2002" || (error.code === "P2010" && JSON.stringify(error.meta ?? {}).includes("23505"))
  );
}
