import { db } from "@/lib/database/client";
import { register } from "@/lib/registration/register";
import { startTestServices } from "@/lib/testing/test-services";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";
import { times } from "./client";

// Measures what the seals of the audit log and the indexes for its filters cost a registration, in turns on the same
// machine. With the lowest cost of bcrypt, so that the database counts.

const CLIENTS = 8;
const MAX_COST = 0.05;

const INDEXES = [
  '"audit_events_created_at_id_idx" ON "audit_events"("created_at", "id")',
  '"audit_events_event_created_at_id_idx" ON "audit_events"("event", "created_at", "id")',
  '"audit_events_ip_address_created_at_idx" ON "audit_events"("ip_address", "created_at")',
  '"audit_events_request_id_idx" ON "audit_events"("request_id")',
];

const SETUPS = {
  without: [
    'ALTER TABLE "audit_events" DISABLE TRIGGER "audit_events_seal"',
    ...INDEXES.map((index) => `DROP INDEX IF EXISTS ${index.split(" ")[0]}`),
  ],
  with: [
    'ALTER TABLE "audit_events" ENABLE TRIGGER "audit_events_seal"',
    ...INDEXES.map((index) => `CREATE INDEX IF NOT EXISTS ${index}`),
  ],
};

/**
 * Registers users in turns with and without them, and prints the registrations per second of each.
 *
 * @param registrations how many in each turn
 * @returns whether they cost at most 5 %
 */
export async function benchAudit(registrations: number, turns: number): Promise<boolean> {
  const services = await startTestServices({ BENCHMARK_BCRYPT_COST: "4", LOG_LEVEL: "silent" });
  const rates: Record<keyof typeof SETUPS, number[]> = { with: [], without: [] };
  try {
    for (let turn = 0; turn <= turns; turn++) {
      for (const setup of turn % 2 === 0 ? (["with", "without"] as const) : (["without", "with"] as const)) {
        for (const sql of SETUPS[setup]) await db().$executeRawUnsafe(sql);
        const rate = await registrationsPerSecond(registrations);
        // The first turn warms up.
        if (turn > 0) rates[setup].push(rate);
      }
    }
  } finally {
    await services.close();
  }
  const [sealed, plain] = [median(rates.with), median(rates.without)];
  const cost = 1 - sealed / plain;
  console.log(
    `Registrations per second with seals and indexes: ${sealed.toFixed(1)}, without: ${plain.toFixed(1)}`,
  );
  console.log(
    `Time per registration: ${(1000 / sealed - 1000 / plain).toFixed(2)} ms more, ${(cost * 100).toFixed(1)} %`,
  );
  return cost <= MAX_COST;
}

async function registrationsPerSecond(count: number): Promise<number> {
  const start = performance.now();
  await times(count, CLIENTS, async () => {
    const result = await register(validRegistration(), newRequestContext());
    if (!result.ok) throw new Error(`A registration failed: ${result.failure.code}`);
  });
  return count / ((performance.now() - start) / 1000);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
