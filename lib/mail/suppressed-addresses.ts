import { db } from "../db";
import { canonicalEmail } from "../schemas/email";

const LONGEST_REASON = 500;

/** Has nothing more sent to an address: mail to it came back, or its owner wants none. */
export async function suppress(address: string, reason: string): Promise<void> {
  const emailCanonical = canonicalEmail(address);
  await db().suppressedAddress.createMany({
    data: { emailCanonical, reason: reason.slice(0, LONGEST_REASON) },
    skipDuplicates: true,
  });
}

/** The ids of those mails whose recipient is suppressed. */
export async function suppressedAmong(mails: { id: string; recipient: string }[]): Promise<string[]> {
  if (mails.length === 0) return [];
  const known = await db().suppressedAddress.findMany({
    where: { emailCanonical: { in: mails.map(({ recipient }) => canonicalEmail(recipient)) } },
    select: { emailCanonical: true },
  });
  const suppressed = new Set(known.map(({ emailCanonical }) => emailCanonical));
  return mails.filter(({ recipient }) => suppressed.has(canonicalEmail(recipient))).map(({ id }) => id);
}
