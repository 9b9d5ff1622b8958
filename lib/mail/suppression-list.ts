import { db } from "@/lib/database/client";
import type { EmailKind } from "@/lib/generated/prisma/client";
import { canonicalEmail } from "@/lib/schemas/email";

const MAX_REASON_LENGTH = 500;
/** The reason of who called a mail unwanted: they still hear what concerns the safety of their account. */
export const COMPLAINT = "email.complained";
const UNASKED: EmailKind[] = ["verify_email", "verification_reminder"];

/** Has nothing more sent to an address: mail to it came back, or its owner wants none. */
export async function suppress(address: string, reason: string): Promise<void> {
  const emailCanonical = canonicalEmail(address);
  await db().suppressedAddress.createMany({
    data: { emailCanonical, reason: reason.slice(0, MAX_REASON_LENGTH) },
    skipDuplicates: true,
  });
}

/** The ids of those mails whose recipient is suppressed. */
export async function findSuppressed(
  mails: { id: string; recipient: string; kind: EmailKind }[],
): Promise<string[]> {
  if (mails.length === 0) return [];
  const known = await db().suppressedAddress.findMany({
    where: { emailCanonical: { in: mails.map(({ recipient }) => canonicalEmail(recipient)) } },
    select: { emailCanonical: true, reason: true },
  });
  const reasons = new Map(known.map(({ emailCanonical, reason }) => [emailCanonical, reason]));
  return mails
    .filter(({ recipient, kind }) => {
      const reason = reasons.get(canonicalEmail(recipient));
      return reason !== undefined && (reason !== COMPLAINT || UNASKED.includes(kind));
    })
    .map(({ id }) => id);
}
