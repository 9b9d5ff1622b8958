import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { postJson } from "@/e2e/post-json";
import { fromNewIpAddress, newRegistration } from "@/e2e/test-users";
import type { Invariant } from "./invariants";

const USERS_PER_JOB = 60;
const RETRY_PAUSE_MS = 300;

const ADD_USERS = `
  INSERT INTO users (id, username, username_canonical, username_skeleton, email, email_canonical, email_verified,
    password_hash, updated_at)
  SELECT gen_random_uuid(), name, name, name, name || '@example.com', name || '@example.com', true, '', now()
  FROM (SELECT $1 || '_' || i AS name FROM generate_series(1, $2::int) AS i) AS names`;

const OUTCOMES = `
  SELECT email,
    suspended_at IS NOT NULL AS is_suspended,
    (SELECT count(*)::int FROM audit_events WHERE user_id = users.id AND event = 'authn_login_lock') AS events,
    (SELECT count(*)::int FROM bulk_job_items WHERE user_id = users.id AND state = 'done') AS done,
    (SELECT count(*)::int FROM bulk_job_items WHERE user_id = users.id AND state IN ('pending', 'failed')) AS failed
  FROM users WHERE username LIKE 'wave%'`;

type Outcome = { email: string; is_suspended: boolean; events: number; done: number; failed: number };

/** An admin who suspends users in bulk while the app is killed. */
export class BulkJobs {
  private waves = 0;
  private readonly created: Promise<void>[] = [];

  private constructor(
    private readonly appUrl: string,
    private readonly database: pg.Pool,
    private readonly admin: { email: string; password: string },
  ) {}

  /** Registers the admin. The app must be running. */
  static async prepare(appUrl: string, database: pg.Pool): Promise<BulkJobs> {
    const registration = newRegistration();
    const { status, text } = await postJson(`${appUrl}/api/auth/register`, registration, fromNewIpAddress());
    if (status !== 201) throw new Error(`The admin was not registered: ${status} ${text}`);
    await database.query("UPDATE users SET role = 'admin', email_verified = true WHERE email = $1", [
      registration.email,
    ]);
    return new BulkJobs(appUrl, database, registration);
  }

  /** Adds users, and starts a job that suspends them. It may still be waiting for an app that accepts it. */
  async start(): Promise<void> {
    const wave = `wave${String(++this.waves).padStart(2, "0")}`;
    await this.database.query(ADD_USERS, [wave, USERS_PER_JOB]);
    this.created.push(this.create(wave));
  }

  /** Waits until every job was accepted. */
  async settle(): Promise<void> {
    await Promise.all(this.created);
  }

  /** Counts the jobs that are not finished. */
  async countUnfinished(): Promise<number> {
    const { rows } = await this.database.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM bulk_jobs WHERE finished_at IS NULL",
    );
    return rows[0]?.count ?? 0;
  }

  /** A job whose response was lost is asked for again. What the first one has done, the second one skips. */
  private async create(wave: string): Promise<void> {
    const { email, password } = this.admin;
    const body = { action: "suspend", reason: "Spam wave", filters: { q: wave }, password };
    for (;;) {
      const login = await this.post("/api/auth/login", { email, password });
      const { token } = JSON.parse(login?.status === 200 ? login.text : "{}") as { token?: string };
      const headers = { authorization: `Bearer ${token}` };
      const response = token ? await this.post("/api/admin/bulk-jobs", body, headers) : login;
      if (response?.status === 201 || response?.status === 202) return;
      const { status = 500, text = "" } = response ?? {};
      if (status < 500 && status !== 429) throw new Error(`The job was not created: ${status} ${text}`);
      await wait(RETRY_PAUSE_MS);
    }
  }

  private post(path: string, body: object, headers: Record<string, string> = {}) {
    return postJson(this.appUrl + path, body, { ...headers, ...fromNewIpAddress() }).catch(() => undefined);
  }

  async checkInvariant(): Promise<Invariant> {
    const { rows } = await this.database.query<Outcome>(OUTCOMES);
    const violating = rows.filter(
      ({ is_suspended, events, done, failed }) => !is_suspended || events !== 1 || done !== 1 || failed !== 0,
    );
    return {
      statement: "every user of a bulk job is suspended once, and listed as done once",
      checked: rows.length,
      violations: violating.map((outcome) => JSON.stringify(outcome)),
    };
  }
}
