import type pg from "pg";
import { tokenIn } from "@/e2e/emails";
import { postJson } from "@/e2e/post-json";
import { fromNewIpAddress } from "@/e2e/test-users";
import type { Message } from "@/lib/local-services/mailbox-store";
import { BOUNCE_PREFIX, type SimulatedUser } from "./users";

/** A statement that must hold, the number of cases that were checked, and those that violate it. */
export type Invariant = { statement: string; checked: number; violations: string[] };

type UserRow = {
  id: string;
  role: string;
  email: string;
  email_verified: boolean;
  profiles: number;
  devices: number;
  emails: number;
  settled_emails: number;
  suppressions: number;
};

/** The lease of a batch and the longest back-off after a failed attempt, with a margin. */
const MAX_DELAY_MS = 3 * 60_000;

const USERS = `
  SELECT id, role, email, email_verified,
    (SELECT count(*)::int FROM profiles WHERE user_id = users.id) AS profiles,
    (SELECT count(*)::int FROM devices WHERE user_id = users.id) AS devices,
    (SELECT count(*)::int FROM outbox_emails WHERE user_id = users.id) AS emails,
    (SELECT count(*)::int FROM outbox_emails
      WHERE user_id = users.id AND state IN ('delivered', 'bounced')) AS settled_emails,
    (SELECT count(*)::int FROM suppressed_addresses AS suppressed
      WHERE suppressed.email_canonical = users.email_canonical) AS suppressions
  FROM users`;

const UNSENT = "state IN ('queued', 'sending')";

async function countEmails(database: pg.Pool, condition: string): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM outbox_emails WHERE ${condition}`,
  );
  return rows[0]?.count ?? 0;
}

/** Counts the emails that are not sent yet, or for which the provider has not reported an outcome. */
export function countUnsettledEmails(database: pg.Pool): Promise<number> {
  return countEmails(database, `${UNSENT} OR state = 'sent'`);
}

/**
 * Compares what the users were told with the database and the mailbox, and tries every link that is still unused.
 *
 * @param longestDelayMs the longest time until the next attempt of an email that was observed
 */
export async function checkInvariants(
  database: pg.Pool,
  appUrl: string,
  mailboxUrl: string,
  users: SimulatedUser[],
  longestDelayMs: number,
): Promise<Invariant[]> {
  const { rows } = await database.query<UserRow>(USERS);
  const received = (await (await fetch(`${mailboxUrl}/messages`)).json()) as Message[];
  // The admin of the bulk jobs also gets emails about logins.
  const people = rows.filter(({ role }) => role === "user");
  const rowOf = new Map(rows.map((row) => [row.email, row]));
  const receivedBy = new Map<string, Message[]>();
  for (const email of received) receivedBy.set(email.to, [...(receivedBy.get(email.to) ?? []), email]);
  const unsent = await countEmails(database, UNSENT);
  const isDelayed = longestDelayMs > MAX_DELAY_MS;

  return [
    check("every 201 response has its user, profile and device", users, ({ email, id }) => {
      const row = rowOf.get(email);
      return row?.id === id && row.profiles === 1 && row.devices === 1;
    }),
    check(
      "every user who was told so is verified",
      users.filter(({ wasToldVerified }) => wasToldVerified),
      ({ email }) => rowOf.get(email)?.email_verified === true,
    ),
    check(
      "every user has exactly one email, sent once, with a known outcome",
      people,
      ({ email, emails, settled_emails }) =>
        receivedBy.get(email)?.length === 1 && settled_emails === 1 && emails === 1,
    ),
    check("every email belongs to a user", received, ({ to }) => rowOf.has(to)),
    check(
      "exactly the addresses that bounced are suppressed",
      rows,
      ({ email, suppressions }) => suppressions === (email.startsWith(BOUNCE_PREFIX) ? 1 : 0),
    ),
    {
      statement: "no email is stuck, and none was delayed by more than three minutes",
      checked: rows.length,
      violations: unsent > 0 || isDelayed ? [`${unsent} unsent, longest delay ${longestDelayMs} ms`] : [],
    },
    await checkLinks(appUrl, users, rows, receivedBy),
  ];
}

async function checkLinks(
  appUrl: string,
  users: SimulatedUser[],
  rows: UserRow[],
  receivedBy: Map<string, Message[]>,
): Promise<Invariant> {
  const result: Invariant = { statement: "every verification link works", checked: 0, violations: [] };
  for (const { email, wasToldVerified, wasLinkRejected } of users) {
    if (wasToldVerified || wasLinkRejected) result.checked++;
    if (wasLinkRejected) result.violations.push(`${email}: rejected right after delivery`);
  }
  const claimOf = new Map(users.map(({ email, claim }) => [email, claim]));
  for (const { email, email_verified } of rows) {
    const [message] = receivedBy.get(email) ?? [];
    if (email_verified || !message) continue;
    result.checked++;
    const body = { token: tokenIn(message), claim: claimOf.get(email) };
    const { status, text } = await postJson(`${appUrl}/api/auth/verify-email`, body, fromNewIpAddress());
    if (status !== 200) result.violations.push(`${email}: ${status} ${text}`);
  }
  return result;
}

function check<Item extends { email: string } | { to: string }>(
  statement: string,
  items: Item[],
  holds: (item: Item) => boolean,
): Invariant {
  const violating = items.filter((item) => !holds(item));
  return {
    statement,
    checked: items.length,
    violations: violating.map((item) => ("email" in item ? item.email : item.to)),
  };
}
