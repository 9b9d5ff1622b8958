import { recordEvent } from "@/lib/audit/record-event";
import type { PasswordHash } from "@/lib/crypto/password";
import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import type { SessionKind } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { resetLoginAttempts } from "@/lib/login/login-rate-limits";
import { openSession } from "@/lib/login/open-session";
import { queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { failPoint } from "@/lib/observability/fail-points";
import { describeError, log } from "@/lib/observability/log";
import { discardUnprovenRegistration } from "@/lib/passwords/discard-unproven-registration";
import { err, type Failure, ok, type Result } from "@/lib/result";
import { deviceSchema } from "@/lib/schemas/device";
import { resetPasswordAttempts } from "@/lib/sessions/reauthentication";
import type { NewSession } from "@/lib/sessions/session";
import type { TokenFailure } from "@/lib/tokens/consume-token";
import { type EmailToken, findToken, markTokenUsed } from "@/lib/tokens/email-tokens";
import { checkProof, type VerificationProof, type VerifyingDevice } from "./verification-proof";
import { findUnverifiedUser, ownerOf, type UnverifiedUser, VERIFICATION_EMAILS } from "./verification-token";

/** Why a token can't verify an email address, or why the proof beside it isn't accepted. */
export type VerificationFailure = Failure | TokenFailure;

/** A verified address, and the session if the browser was logged in. */
export type VerifiedEmail = {
  userId: string;
  username: string;
  email: string;
  session?: NewSession | undefined;
};

/** Who verifies, and whether that logs in. */
export type VerifyingClient = {
  device: VerifyingDevice;
  /** Logs in whoever has proven to know the password. Without it, nobody is logged in. */
  sessionKind?: SessionKind;
};

/**
 * Verifies the email address that a token was sent to. The token is single-use: of concurrent requests, the
 * one whose update finds the address unverified consumes it. The database decides and Redis is updated
 * afterwards, so that a crash in between loses nothing.
 *
 * @param proof that the sender knows the password of the account; a new password replaces it, and ends all that was
 *   begun with the old one
 */
export async function verifyEmail(
  token: string,
  proof: VerificationProof,
  context: RequestContext,
  { device, sessionKind }: VerifyingClient,
): Promise<Result<VerifiedEmail, VerificationFailure>> {
  const verification = await findToken("verify-email", token);
  const found = await findUnverifiedUser(verification);
  if (!verification) return err({ code: "unknown" });
  if (!found.ok) return found;
  const user = found.value;
  const checked = await checkProof(user, proof, context, device);
  if (!checked.ok) return checked;
  const { newHash, isPasswordKnown } = checked.value;
  failPoint("verify:write");
  const applied = await markVerified(verification, user, newHash, context);
  failPoint("verify:written");
  if (!applied) return err({ code: "used" });
  log.info({ event: "email_verified", requestId: context.requestId, userId: user.id });
  await tidyUp(token, verification);
  // Guesses at the old password no longer matter, and the owner must be able to log in from here at once.
  if (newHash) {
    const { ipAddress } = context;
    await Promise.all([
      resetLoginAttempts({ emailCanonical: verification.emailCanonical, ipAddress }),
      resetPasswordAttempts(user.id),
    ]);
  }
  const { id: userId, username, email } = user;
  if (!sessionKind || !isPasswordKnown) return ok({ userId, username, email });
  const client = {
    kind: sessionKind,
    device: deviceSchema.parse(device),
    isRemembered: false,
  };
  const session = await openSession(
    user,
    context,
    { ...client, authentication: { amr: ["pwd"], aal: 1 } },
    // Whoever has a second factor logs in with it.
    async (_, { twoFactorSince }) => !twoFactorSince,
  );
  if (session) log.info({ event: "authn_login_success", requestId: context.requestId, userId: user.id });
  return ok({ userId, username, email, session });
}

/** Marks the address as verified, unless another request has, or the password is no longer the one that was proven. */
async function markVerified(
  verification: EmailToken,
  { id: userId, email, passwordHash }: UnverifiedUser,
  newHash: PasswordHash | undefined,
  { ipAddress, timeZone, requestId, userAgent }: RequestContext,
): Promise<boolean> {
  const isApplied = await db().$transaction(async (transaction) => {
    await lockUser(transaction, userId);
    const { count } = await transaction.user.updateMany({
      where: { ...ownerOf(verification), emailVerified: false, passwordHash },
      data: { emailVerified: true, ...newHash },
    });
    if (count === 0) return false;
    const actor = { userId, ipAddress, requestId, userAgent };
    if (newHash) {
      await discardUnprovenRegistration(transaction, userId);
      const origin = { ipAddress, timeZone };
      await queueEmail(transaction, {
        kind: "password_changed",
        userId,
        recipient: email,
        details: {},
        origin,
      });
      await recordEvent(transaction, actor, "authn_password_change", { by: "verification" });
    }
    await recordEvent(transaction, actor, "user_updated", { fields: ["emailVerified"] });
    return true;
  });
  if (isApplied && newHash) triggerMailDelivery();
  return isApplied;
}

async function tidyUp(token: string, verification: EmailToken): Promise<void> {
  const { userId } = verification;
  await markTokenUsed("verify-email", token, verification).catch((error: unknown) =>
    log.warn(
      { event: "token_not_marked_used", error: describeError(error), userId },
      "Could not mark the verification token as used in Redis",
    ),
  );
  failPoint("verify:marked");
  // Verification emails that are still queued have become pointless.
  await db().outboxEmail.deleteMany({
    where: { userId, kind: { in: VERIFICATION_EMAILS }, state: "queued", batchId: null },
  });
}
