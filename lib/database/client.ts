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
  // A transaction waits for a connection as long as any query does.
  const transactionOptions = { maxWait: CONNECT_TIMEOUT_MS, timeout: STATEMENT_TIMEOUT_MS };
  return new PrismaClient({ adapter, transactionOptions });
}

// Next loads a module anew for each of its bundles; the pool of connections is to be there once.
const shared = globalThis as { prisma?: PrismaClient };

/** The database, connected on first use. */
export function db(): PrismaClient {
  shared.prisma ??= connect();
  return shared.prisma;
}

// The adapter's words for it, and pg's own, which have no codes.
const AWAY_KINDS = ["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"];
const AWAY_MESSAGE = /^Connection terminated|^timeout exceeded when trying to connect|^Query read timeout/;
const NO_TRANSACTION_IN_TIME = "P2028";

/** Whether an error says that the database is not there or has no connection free: later it may go well. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) {
    return error instanceof Error && AWAY_MESSAGE.test(error.message);
  }
  const meta = error.meta as { driverAdapterError?: { cause?: { kind?: string } } } | undefined;
  const kind = meta?.driverAdapterError?.cause?.kind ?? "";
  return error.code === NO_TRANSACTION_IN_TIME || AWAY_KINDS.includes(kind);
}

/** Whether an error says that a unique index was already taken. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return (
    error.code === "P2002" || (error.code === "P2010" && JSON.stringify(error.meta ?? {}).includes("23505"))
  );
}
