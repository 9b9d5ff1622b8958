import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LocalServer } from "@/lib/local-services/http";
import { startTestDatabase } from "@/lib/testing/test-services";
import { applyMigrations } from "./apply-migrations";
import { schemaSql } from "./schema-sql";

// The migrations are SQL files and the client is generated from schema.prisma. Nothing else checks that they match.

/** What schema.prisma can't express, and what the migrations therefore add to it. */
const BEYOND_PRISMA: Partial<Record<keyof typeof CATALOG, string[]>> = {
  // Indexes of some of a table's rows.
  indexes: [
    "CREATE INDEX outbox_emails_by_day ON public.outbox_emails USING brin (created_at) WITH (pages_per_range='32')",
    "CREATE INDEX audit_events_by_actor ON public.audit_events USING btree (actor_id, created_at) WHERE (actor_id IS NOT NULL)",
    "CREATE INDEX users_admins ON public.users USING btree (id) WHERE (role = 'admin'::\"Role\")",
    "CREATE INDEX outbox_emails_undelivered ON public.outbox_emails USING btree (user_id, state) WHERE is_undelivered(state)",
    "CREATE INDEX users_deletion_scheduled ON public.users USING btree (created_at, id) WHERE (delete_after IS NOT NULL)",
    "CREATE INDEX users_search ON public.users USING gin (user_search_text((username_canonical)::text, (email_canonical)::text, (email)::text, (phone_number)::text) gin_trgm_ops)",
    "CREATE INDEX users_staff ON public.users USING btree (role, created_at, id) WHERE (role <> 'user'::\"Role\")",
    "CREATE INDEX users_suspended ON public.users USING btree (created_at, id) WHERE (suspended_at IS NOT NULL)",
    "CREATE INDEX sessions_impersonation_end ON public.sessions USING btree (impersonation_ends_at) WHERE (impersonation_ends_at IS NOT NULL)",
    "CREATE INDEX users_suspension_end ON public.users USING btree (suspended_until) WHERE (suspended_until IS NOT NULL)",
    "CREATE INDEX users_with_two_factor ON public.users USING btree (created_at, id) WHERE (two_factor_since IS NOT NULL)",
    "CREATE INDEX users_unverified ON public.users USING btree (created_at, id) WHERE (NOT email_verified)",
    "CREATE INDEX users_last_login ON public.users USING btree (last_login_at, id) WHERE (last_login_at IS NOT NULL)",
    "CREATE INDEX users_never_logged_in ON public.users USING btree (created_at, id) WHERE ((last_login_at IS NULL) AND email_verified)",
    "CREATE UNIQUE INDEX outbox_emails_one_pending_verification ON public.outbox_emails USING btree (user_id, recipient) WHERE ((state = ANY (ARRAY['queued'::\"EmailState\", 'sending'::\"EmailState\"])) AND (kind = 'verify_email'::\"EmailKind\"))",
    "CREATE UNIQUE INDEX outbox_emails_one_pending_reset ON public.outbox_emails USING btree (user_id, recipient) WHERE (is_password_reset(kind) AND (state = ANY (ARRAY['queued'::\"EmailState\", 'sending'::\"EmailState\"])) AND (token_consumed_at IS NULL))",
    "CREATE UNIQUE INDEX outbox_emails_pending_account_exists_key ON public.outbox_emails USING btree (user_id) WHERE (is_account_exists(kind) AND (state = ANY (ARRAY['queued'::\"EmailState\", 'sending'::\"EmailState\"])))",
    "CREATE INDEX outbox_emails_without_account ON public.outbox_emails USING btree (recipient, created_at) WHERE (user_id IS NULL)",
    "CREATE UNIQUE INDEX outbox_emails_pending_without_account_key ON public.outbox_emails USING btree (recipient) WHERE ((user_id IS NULL) AND (state = ANY (ARRAY['queued'::\"EmailState\", 'sending'::\"EmailState\"])))",
  ],
  constraints: [
    "outbox_emails: outbox_emails_have_a_user CHECK (((user_id IS NOT NULL) OR ((kind)::text = 'no_account'::text)))",
    "audit_events: audit_events_seal TRIGGER DEFERRABLE INITIALLY DEFERRED",
    "users: users_decoy_is_unverified CHECK (((NOT email_verified) OR ((email_canonical)::text <> (id)::text)))",
  ],
  triggers: [
    "audit_events: audit_events_append_only",
    "audit_events: audit_events_note_login",
    "audit_events: audit_events_seal",
    "audit_events: audit_events_stay",
    "sessions: sessions_record_impersonation_end",
    "sessions: sessions_record_impersonation_end_with_row",
    "users: users_erase_personal_audit_data",
    "users: users_keep_last_admin",
    "users: users_keep_last_admin_row",
    "users: users_note_verification",
    "users: users_record_reactivation",
    "users: users_refuse_confusable_username",
    "users: users_revoke_sessions",
  ],
};

/** Queries for each kind of object, one line per object. */
const CATALOG = {
  columns: `
    SELECT format('%s.%s %s%s%s', relname, attname, format_type(atttypid, atttypmod),
      CASE WHEN attnotnull THEN ' NOT NULL' END, ' DEFAULT ' || pg_get_expr(adbin, adrelid)) AS line
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
      LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped`,
  // PostgreSQL 18 lists NOT NULL as a constraint too. It is compared with the columns.
  constraints: `
    SELECT format('%s: %s %s', conrelid::regclass, conname, pg_get_constraintdef(pg_constraint.oid)) AS line
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'`,
  indexes: "SELECT indexdef AS line FROM pg_indexes WHERE schemaname = 'public'",
  enums: `
    SELECT format('%s: %s', typname, string_agg(enumlabel, ', ' ORDER BY enumlabel)) AS line
    FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid GROUP BY typname`,
  triggers: `
    SELECT format('%s: %s', tgrelid::regclass, tgname) AS line FROM pg_trigger WHERE NOT tgisinternal`,
} as const;

const kinds = Object.keys(CATALOG) as (keyof typeof CATALOG)[];
const servers: LocalServer[] = [];
let migrated: pg.Client;
let declared: pg.Client;

async function connectToNewDatabase(fill: (url: string) => Promise<unknown>): Promise<pg.Client> {
  const database = await startTestDatabase();
  servers.push(database);
  await fill(database.url);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return client;
}

async function linesOf(client: pg.Client, kind: keyof typeof CATALOG): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(CATALOG[kind]);
  return rows
    .map(({ line }) => line)
    .filter((line) => !line.includes("_prisma_migrations"))
    .sort();
}

beforeAll(async () => {
  migrated = await connectToNewDatabase(applyMigrations);
  declared = await connectToNewDatabase(async (url) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(await schemaSql(url));
    await client.end();
  });
});
afterAll(async () => {
  for (const client of [migrated, declared]) await client.end();
  for (const server of servers) await server.close();
});

describe("migrations and schema.prisma", () => {
  test.each(kinds)("make the same %s", async (kind) => {
    const expected = [...(await linesOf(declared, kind)), ...(BEYOND_PRISMA[kind] ?? [])].sort();
    expect(await linesOf(migrated, kind)).toEqual(expected);
  });

  test("have something to compare", async () => {
    for (const kind of ["columns", "constraints", "indexes", "enums"] as const)
      expect((await linesOf(declared, kind)).length).toBeGreaterThan(4);
  });
});
