import type pg from "pg";
import type { Message } from "@/lib/local-services/mailbox-store";
import { BOUNCES, fromAnywhere, post, type TestUser, tokenIn } from "./users";

/** Something that must hold, and those for whom it does not. */
export type Invariant = { text: string; checked: number; broken: string[] };

type Row = {
  id: string;
  email: string;
  email_verified: boolean;
  profiles: number;
  devices: number;
  mails: number;
  settled_mails: number;
  suppressions: number;
};

/** The lease of a batch, and the longest wait after a failed attempt, with something to spare. */
const LONGEST_DELAY_MS = 3 * 60_000;

const USERS = `
  SELECT id, email, email_verified,
    (SELECT count(*)::int FROM profiles WHERE user_id = users.id) AS profiles,
    (SELECT count(*)::int FROM devices WHERE user_id = users.id) AS devices,
    (SELECT count(*)::int FROM outbox_emails WHERE user_id = users.id) AS mails,
    (SELECT count(*)::int FROM outbox_emails
      WHERE user_id = users.id AND state IN ('delivered', 'bounced')) AS settled_mails,
    (SELECT count(*)::int FROM suppressed_addresses AS gone
      WHERE gone.email_canonical = users.email_canonical) AS suppressions
  FROM users`;

const STUCK = "state IN ('queued', 'sending')";

async function mailsThat(database: pg.Pool, condition: string): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM outbox_emails WHERE ${condition}`,
  );
  return rows[0]?.count ?? 0;
}

/** How many mails are on their way, or of which nobody has told what became of them. */
export function unsettledMails(database: pg.Pool): Promise<number> {
  return mailsThat(database, `${STUCK} OR state = 'sent'`);
}

/** Holds what people were told against what is there. */
export async function checkInvariants(
  database: pg.Pool,
  appUrl: string,
  mailboxUrl: string,
  people: TestUser[],
  longestDelayMs: number,
): Promise<Invariant[]> {
  const { rows } = await database.query<Row>(USERS);
  const mails = (await (await fetch(`${mailboxUrl}/messages`)).json()) as Message[];
  const users = new Map(rows.map((row) => [row.email, row]));
  const mailsOf = new Map<string, Message[]>();
  for (const mail of mails) mailsOf.set(mail.to, [...(mailsOf.get(mail.to) ?? []), mail]);
  const stuck = await mailsThat(database, STUCK);

  const answered = check("every 201 has its user, profile and device", people, ({ email, id }) => {
    const user = users.get(email);
    return user?.id === id && user.profiles === 1 && user.devices === 1;
  });
  const verified = check(
    "who was told to be verified is",
    people.filter(({ wasToldVerified }) => wasToldVerified),
    ({ email }) => users.get(email)?.email_verified === true,
  );
  const once = check(
    "every user has exactly one verification mail at the provider, and what became of it is known",
    rows,
    ({ email, settled_mails, mails: asked }) =>
      mailsOf.get(email)?.length === 1 && settled_mails === 1 && asked === 1,
  );
  const nobody = check("no mail is to newUser who is no user", mails, ({ to }) => users.has(to));
  const rest: Invariant = {
    text: "no mail waits or hangs, nor was one ever put off for more than three minutes",
    checked: rows.length,
    broken: stuck > 0 || longestDelayMs > LONGEST_DELAY_MS ? [`${stuck} mails, ${longestDelayMs} ms`] : [],
  };
  const bounced = check(
    "where mail came back nothing more is sent, and only there",
    rows,
    ({ email, suppressions }) => suppressions === (email.startsWith(BOUNCES) ? 1 : 0),
  );
  const works: Invariant = { text: "every link works", checked: 0, broken: [] };
  for (const { email, wasToldVerified, wasLinkBroken } of people) {
    if (wasToldVerified || wasLinkBroken) works.checked++;
    if (wasLinkBroken) works.broken.push(`${email}: at once`);
  }
  for (const { email, email_verified } of rows) {
    const [mail] = mailsOf.get(email) ?? [];
    if (email_verified || !mail) continue;
    works.checked++;
    const token = tokenIn(mail);
    const answer = await post(`${appUrl}/api/auth/verify-email`, { token }, fromAnywhere());
    if (answer.status !== 200) works.broken.push(`${email}: ${answer.status} ${answer.text}`);
  }
  return [answered, verified, once, nobody, bounced, rest, works];
}

function check<Item extends { email: string } | { to: string }>(
  text: string,
  items: Item[],
  holds: (item: Item) => boolean,
): Invariant {
  const broken = items.filter((item) => !holds(item));
  return {
    text,
    checked: items.length,
    broken: broken.map((item) => ("email" in item ? item.email : item.to)),
  };
}
