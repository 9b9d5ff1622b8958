import { db } from "@/lib/database/client";
import type { EmailKind, Prisma } from "@/lib/generated/prisma/client";
import { err, ok, type Result } from "@/lib/result";
import type { TokenFailure } from "@/lib/tokens/consume-token";
import type { EmailToken } from "@/lib/tokens/email-tokens";

/** The kinds of email that contain a verification link. */
export const VERIFICATION_EMAILS: EmailKind[] = ["verify_email", "verification_reminder"];

const unverifiedUser = {
  id: true,
  username: true,
  email: true,
  emailVerified: true,
  passwordHash: true,
  passwordPepper: true,
  createdAt: true,
} satisfies Prisma.UserSelect;

/** A user whose address a token can verify. */
export type UnverifiedUser = Prisma.UserGetPayload<{ select: typeof unverifiedUser }>;

/** Matches a token's user, unless their email address has changed or a newer verification email was sent. */
export function ownerOf({ userId, emailCanonical, writtenAt }: EmailToken): Prisma.UserWhereInput {
  const newer = { kind: { in: VERIFICATION_EMAILS }, sentAt: { not: null }, createdAt: { gt: writtenAt } };
  return { id: userId, emailCanonical, outboxEmails: { none: newer } };
}

/** Finds the user whose address a token can verify. */
export async function findUnverifiedUser(
  token: EmailToken | undefined,
): Promise<Result<UnverifiedUser, TokenFailure>> {
  if (!token) return err({ code: "unknown" });
  const user = await db().user.findFirst({ where: ownerOf(token), select: unverifiedUser });
  if (!user) return err({ code: "unknown" });
  if (token.used || user.emailVerified) return err({ code: "used" });
  return ok(user);
}
