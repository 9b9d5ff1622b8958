import type pg from "pg";
import type { Message } from "../../lib/local-services/mailbox-store";
import { fromAnywhere, type Person, post, tokenIn } from "./people";

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
};

const USERS = `
  SELECT id, email, email_verified,
    (SELECT count(*)::int FROM profiles WHERE user_id = users.id) AS profiles,
    (SELECT count(*)::int FROM devices WHERE user_id = users.id) AS devices,
    (SELECT count(*)::int FROM outgoing_mails WHERE user_id = users.id) AS mails,
    (SELECT count(*)::int FROM outgoing_mails
      WHERE user_id = users.id AND state IN ('sent', 'delivered')) AS settled_mails
  FROM users`;

const STUCK = "SELECT count(*)::int AS count FROM outgoing_mails WHERE state IN ('waiting', 'sending')";

/** How many mails are not yet where they belong. */
export async function mailsOnTheirWay(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ count: number }>(STUCK);
  return rows[0]?.count ?? 0;
}

/** Holds what people were told against what is there. */
export async function checkInvariants(
  database: pg.Client,
  appUrl: string,
  mailboxUrl: string,
  people: Person[],
): Promise<Invariant[]> {
  const { rows } = await database.query<Row>(USERS);
  const mails = (await (await fetch(`${mailboxUrl}/messages`)).json()) as Message[];
  const users = new Map(rows.map((row) => [row.email, row]));
  const mailsOf = new Map<string, Message[]>();
  for (const mail of mails) mailsOf.set(mail.to, [...(mailsOf.get(mail.to) ?? []), mail]);
  const stuck = await mailsOnTheirWay(database);

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
    "every user has exactly one verification mail at the provider, noted as sent",
    rows,
    ({ email, settled_mails, mails: asked }) =>
      mailsOf.get(email)?.length === 1 && settled_mails === 1 && asked === 1,
  );
  const nobody = check("no mail is to somebody who is no user", mails, ({ to }) => users.has(to));
  const rest: Invariant = {
    text: "no mail waits or hangs",
    checked: rows.length,
    broken: stuck > 0 ? [`${stuck} mails`] : [],
  };
  const works: Invariant = { text: "every link that was not used works", checked: 0, broken: [] };
  for (const { email, email_verified } of rows) {
    const [mail] = mailsOf.get(email) ?? [];
    if (email_verified || !mail) continue;
    works.checked++;
    const token = tokenIn(mail);
    const answer = await post(`${appUrl}/api/auth/verify-email`, { token }, fromAnywhere());
    if (answer.status !== 200) works.broken.push(`${email}: ${answer.status} ${answer.text}`);
  }
  return [answered, verified, once, nobody, rest, works];
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
