import { hidesAccounts } from "@/lib/config/enumeration";
import { db } from "@/lib/database/client";
import type { RequestContext } from "@/lib/http/request-context";
import type { Message } from "@/lib/messages/message";
import { log } from "@/lib/observability/log";
import { err, type Failure, type Result } from "@/lib/result";
import { canonicalEmail } from "@/lib/schemas/email";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { verifyCodeSchema } from "@/lib/schemas/verify-email";
import { deriveEmailToken } from "@/lib/tokens/email-tokens";
import { isCodeOf } from "@/lib/tokens/verification-code";
import { type ClaimedUser, findClaimedUser } from "./find-claimed-user";
import {
  type VerificationFailure,
  type VerifiedEmail,
  type VerifyingClient,
  verifyEmail,
} from "./verify-email";

/** How often the code of one email may be tried. A new email has a new code. */
export const MAX_CODE_ATTEMPTS = 5;
/** How often the codes of all emails to one account may be tried: a chance of 1 in 40,000 to guess one. */
const MAX_ACCOUNT_ATTEMPTS = 25;

const refuse = (field: "code" | "claim", message: Message) =>
  err<Failure>({ code: "invalid", errors: { [field]: [message] } });

/**
 * Verifies an email address with the code that was sent to it, where the account was registered. The code stands for
 * the token in the same email: it expires with it, is replaced with it, and one of both can be used.
 *
 * @param input `{ claim, code }`
 */
export async function verifyByCode(
  input: unknown,
  context: RequestContext,
  client: VerifyingClient,
): Promise<Result<VerifiedEmail, VerificationFailure>> {
  const parsed = verifyCodeSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { claim, code } = parsed.data;
  const user = await findClaimedUser(claim);
  if (!user) return refuse("claim", "claim_invalid");
  if (user.emailVerified) return err({ code: "used" });
  const emails = currentEmails(user);
  const counted = emails.at(-1);
  if (!counted) return refuse("code", "verification_code_expired");
  // Counted before the comparison, so that concurrent guesses can't exceed the limit.
  if (!(await countAttempt(counted.id, user.id))) return refuse("code", "verification_code_attempts");
  const matching = emails.find(({ id }) => isCodeOf(code, id));
  if (!matching) {
    log.info({ event: "verification_code_fail", requestId: context.requestId, userId: user.id });
    return refuse("code", "verification_code_incorrect");
  }
  const token = deriveEmailToken("verify-email", matching.id);
  const proof = { kind: "claim", claim } as const;
  const result = await verifyEmail(token, proof, context, client).catch(async (error: unknown) => {
    await refundAttempt(counted.id);
    throw error;
  });
  return !result.ok && result.failure.code === "unknown"
    ? refuse("code", "verification_code_expired")
    : result;
}

/**
 * Returns the emails to the user's address whose code counts: the newest that was sent, and a newer one that is being
 * sent, which may have arrived. Newest first. If no answer may reveal which addresses have an account, the state of the
 * email makes no difference, as a decoy's is never sent.
 */
function currentEmails({ outboxEmails, email }: ClaimedUser) {
  const address = canonicalEmail(email);
  const own = outboxEmails.filter(
    ({ recipient, submittedAt }) => (submittedAt || hidesAccounts()) && canonicalEmail(recipient) === address,
  );
  const newestSent = own.findIndex(({ sentAt }) => sentAt !== null);
  return newestSent < 0 ? own : own.slice(0, newestSent + 1);
}

async function countAttempt(emailId: string, userId: string): Promise<boolean> {
  // A decoy gets no other email with a new code, so its attempts are limited by account only, as those of all are then.
  const maxAttempts = hidesAccounts() ? MAX_ACCOUNT_ATTEMPTS : MAX_CODE_ATTEMPTS;
  const count = await db().$executeRaw`
    UPDATE outbox_emails SET code_attempts = code_attempts + 1
    WHERE id = ${emailId}::uuid AND code_attempts < ${maxAttempts}
      AND (SELECT sum(code_attempts) FROM outbox_emails WHERE user_id = ${userId}::uuid) < ${MAX_ACCOUNT_ATTEMPTS}`;
  return count > 0;
}

/** Gives an attempt back whose code was right but could not be used, because a service didn't respond. */
async function refundAttempt(emailId: string): Promise<void> {
  await db().outboxEmail.updateMany({ where: { id: emailId }, data: { codeAttempts: { decrement: 1 } } });
}
