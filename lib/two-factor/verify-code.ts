import { type AuditActor, recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import { UNKNOWN_ADDRESS } from "@/lib/http/client-ip";
import { queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { isKnownClient, rememberClient } from "@/lib/rate-limit/known-clients";
import { progressiveLimits, resetProgressiveLimits } from "@/lib/rate-limit/progressive-limits";
import { resetLimit, takeRateLimits } from "@/lib/rate-limit/rate-limit";
import { err, type Failure, ok, type Result } from "@/lib/result";
import { claimTotpCode } from "./authenticator-apps";
import { consumeRecoveryCode } from "./recovery-codes";
import { readTypedCode } from "./typed-code";

/**
 * Whose guesses are counted: those of a device of the owner, those of all sessions together, or those of a client. Whoever
 * has the password can open any number of sessions on a trusted device, so these have no limits of their own.
 */
export type Guesser = { device: string } | { sessions: "all" } | { client: string };

const subjectOf = (userId: string, guesser: Guesser) => `second factor ${userId} ${JSON.stringify(guesser)}`;

/** Returns whether guesses also count against the limit of all clients together. */
async function isStranger(guesser: Guesser, subject: string, aal?: number): Promise<boolean> {
  // A session that was opened before there was a second factor may be that of whoever else has the password.
  if ("sessions" in guesser) return aal === 1;
  if ("device" in guesser) return false;
  // All clients are one where their addresses aren't known.
  return guesser.client === UNKNOWN_ADDRESS || !(await isKnownClient(subject));
}

/**
 * Resets the limits on wrong codes for an account: those of all clients together, and those of some guessers. Must depend
 * on more than the password and the mailbox: whoever has these would get more guesses.
 */
export async function resetCodeLimits(userId: string, guessers: Guesser[]): Promise<void> {
  await Promise.all([
    resetLimit("secondFactorGlobal", userId),
    ...guessers.map((guesser) => resetProgressiveLimits(subjectOf(userId, guesser))),
  ]);
}

/**
 * Counts a guess at a second factor. The limit on guesses from all clients together (NIST SP 800-63B: at most 100) exempts
 * devices and clients that have lately verified a second factor. A right code doesn't reset it: whoever has the password
 * would get as many guesses again with each of the owner's logins.
 *
 * @param isGuessable whether enough guesses would find it out: recovery codes have 75 bits
 * @param aal of the session, for guesses in sessions
 */
export async function limitGuesses(
  userId: string,
  guesser: Guesser,
  { isGuessable = true, aal }: { isGuessable?: boolean; aal?: number | undefined } = {},
): Promise<GuessLimit> {
  const subject = subjectOf(userId, guesser);
  const isCounted = isGuessable && (await isStranger(guesser, subject, aal));
  const global = isCounted ? ([["secondFactorGlobal", userId]] as const) : [];
  const uses = await takeRateLimits([...progressiveLimits(subject), ...global]);
  const { retryAfterSeconds, refusedBy, refund } = uses;
  const reset = async () => {
    await Promise.all([
      refund(["secondFactorGlobal"]),
      resetProgressiveLimits(subject),
      "client" in guesser && guesser.client !== UNKNOWN_ADDRESS && rememberClient(subject),
    ]);
  };
  const limit = refusedBy === "secondFactorGlobal" ? "app_codes" : undefined;
  return { retryAfterSeconds, limit, refund, reset };
}

type GuessLimit = {
  /** 0 if the guess may be checked. */
  retryAfterSeconds: number;
  /** The limit that refuses codes of apps only, if that one does. */
  limit: "app_codes" | undefined;
  /** Gives the guess back if it wasn't checked after all. */
  refund: () => Promise<void>;
  /** To be called after a right answer. */
  reset: () => Promise<void>;
};

/** A right code: how it authenticates, and what resets the limits that its guess counted against. */
export type VerifiedCode = { method: "otp" | "recovery"; resetLimits: () => Promise<void> };

/**
 * Verifies a code of an authenticator app, or a recovery code. Each code is accepted once.
 *
 * Guesses are limited as those at a password are. A device that the owner has used before has limits of its own, so that
 * guesses from elsewhere can't lock it out. They never keep a recovery code from being accepted either.
 *
 * @param typed the code in any notation
 */
export async function verifyCode(
  actor: AuditActor & { aal?: number },
  typed: string,
  guesser: Guesser,
): Promise<Result<VerifiedCode, Failure>> {
  const { userId } = actor;
  const code = readTypedCode(typed);
  const guess = { isGuessable: code?.kind === "totp", aal: actor.aal };
  const { retryAfterSeconds, limit, reset } = await limitGuesses(userId, guesser, guess);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds, limit });
  const result = code?.kind === "recovery" ? await acceptRecoveryCode(actor, code.code) : undefined;
  const claimed = code?.kind === "totp" ? await claimTotpCode(userId, code.code) : (result ?? "wrong");
  if (claimed !== "accepted") {
    return err({ code: "invalid", errors: { code: [claimed === "used" ? "code_used" : "incorrect_code"] } });
  }
  return ok({ method: code?.kind === "recovery" ? "recovery" : "otp", resetLimits: reset });
}

async function acceptRecoveryCode(actor: AuditActor, code: string): Promise<"accepted" | "wrong"> {
  const { userId } = actor;
  const isAccepted = await db().$transaction(async (transaction) => {
    await lockUser(transaction, userId);
    const remaining = await consumeRecoveryCode(transaction, userId, code);
    if (remaining === undefined) return false;
    await recordEvent(transaction, actor, "mfa_recovery_code_used", { remaining });
    const details = { remaining: String(remaining) };
    await queueEmail(transaction, { kind: "recovery_code_used", userId, details, origin: actor });
    return true;
  });
  if (isAccepted) triggerMailDelivery();
  return isAccepted ? "accepted" : "wrong";
}
