import { db } from "@/lib/database/client";
import type { EmailKind } from "@/lib/generated/prisma/client";
import { canonicalEmail } from "@/lib/schemas/email";

const MAX_REASON_LENGTH = 500;
/** The reason stored for an address that reported spam. Such an address still receives security emails. */
export const COMPLAINT = "email.complained";
/** Emails that a stranger can cause by entering someone else's address. Not sent after a complaint. */
const UNSOLICITED_KINDS: EmailKind[] = [
  "verify_email",
  "verification_reminder",
  "account_exists",
  "no_account",
];

/** Adds an address to the suppression list, after a hard bounce or a complaint. */
export async function suppress(address: string, reason: string): Promise<void> {
  const emailCanonical = canonicalEmail(address);
  await db().suppressedAddress.createMany({
    data: { emailCanonical, reason: reason.slice(0, MAX_REASON_LENGTH) },
    skipDuplicates: true,
  });
}

/** Returns whether an address gets no verification email because of an earlier bounce or complaint. */
export async function isSuppressed(recipient: string): Promise<boolean> {
  return (await findSuppressed([{ id: "", recipient, kind: "verify_email" }])).length > 0;
}

/** Returns the ids of those emails that must not be sent because their recipient is suppressed. */
export async function findSuppressed(
  emails: { id: string; recipient: string; kind: EmailKind }[],
): Promise<string[]> {
  if (emails.length === 0) return [];
  const suppressed = await db().suppressedAddress.findMany({
    where: { emailCanonical: { in: emails.map(({ recipient }) => canonicalEmail(recipient)) } },
    select: { emailCanonical: true, reason: true },
  });
  const reasons = new Map(suppressed.map(({ emailCanonical, reason }) => [emailCanonical, reason]));
  return emails
    .filter(({ recipient, kind }) => {
      const reason = reasons.get(canonicalEmail(recipient));
      return reason !== undefined && (reason !== COMPLAINT || UNSOLICITED_KINDS.includes(kind));
    })
    .map(({ id }) => id);
}
