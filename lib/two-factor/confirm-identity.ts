import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import { consumeRateLimit } from "@/lib/rate-limit/rate-limit";
import { err, ok, type Result } from "@/lib/result";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { confirmIdentitySchema } from "@/lib/schemas/two-factor";
import type { Actor } from "@/lib/sessions/current-user";
import { confirmSession, verifyCurrentPassword } from "@/lib/sessions/reauthentication";
import { recordFailedConfirmation } from "@/lib/sessions/record-failed-confirmation";
import { type NewSession, renewSession } from "@/lib/sessions/session";
import { cancelPendingReset } from "./pending-reset";
import { limitGuesses, verifyCode } from "./verify-code";
import { isUnchecked, passkeyOptions, verifyPasskey } from "./verify-passkey";

const ALL_SESSIONS = { sessions: "all" } as const;

/**
 * Confirms that it is the owner who uses the session, before a sensitive action: with a code if they have a second
 * factor, otherwise with the password. The session gets a new token and counts as recently authenticated.
 *
 * @param input `{ code }`, `{ passkey }` or `{ password }`
 */
export async function confirmIdentity(input: unknown, actor: Actor): Promise<Result<NewSession>> {
  const parsed = confirmIdentitySchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { code, password, passkey } = parsed.data;
  if (passkey !== undefined) return confirmWithPasskey(passkey, actor);
  if (!actor.twoFactorSince) return confirmWithPassword(password, actor);
  if (!code) return err({ code: "invalid", errors: { code: ["blank"] } });
  const verified = await verifyCode(actor, code, ALL_SESSIONS);
  if (verified.ok) {
    const { method, resetLimits } = verified.value;
    await resetLimits();
    return ok(await confirmSecondFactor(actor, [method]));
  }
  if (verified.failure.code === "invalid") {
    await recordFailedConfirmation(actor, "mfa_confirmation_fail");
  }
  return verified;
}

async function confirmWithPassword(password: string | undefined, actor: Actor): Promise<Result<NewSession>> {
  if (!password) return err({ code: "invalid", errors: { password: ["password_needed"] } });
  const verified = await verifyCurrentPassword(password, actor, "password");
  if (!verified.ok) return verified;
  const session = await db().$transaction(async (transaction) => {
    await recordEvent(transaction, actor, "mfa_confirmed", { methods: ["pwd"] });
    return confirmSession(transaction, actor, { wasVerified: true });
  });
  return session ? ok(session) : err({ code: "session_expired" });
}

/** Renews the session of a user whose second factor was verified in it. @param methods how, as in RFC 8176 */
function confirmSecondFactor(actor: Actor, methods: string[]): Promise<NewSession> {
  return db().$transaction(async (transaction) => {
    await lockUser(transaction, actor.userId);
    await recordEvent(transaction, actor, "mfa_confirmed", { methods });
    await cancelPendingReset(transaction, actor);
    const amr = [...new Set([...actor.amr, ...methods, "mfa"])];
    return renewSession(transaction, actor, { amr, aal: 2 });
  });
}

const ceremonyOf = ({ sessionId }: Actor) => ({ purpose: "confirm", binding: sessionId }) as const;

/** Returns what the browser needs to confirm the user's identity with a passkey. */
export async function confirmationOptions(
  actor: Actor,
): Promise<Result<PublicKeyCredentialRequestOptionsJSON>> {
  const retryAfterSeconds = await consumeRateLimit("passkeyUser", actor.userId);
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });
  return ok(await passkeyOptions(ceremonyOf(actor), actor.userId));
}

/**
 * Confirms the user's identity with a passkey, as {@link confirmIdentity} does with a code.
 *
 * @param response WebAuthn's AuthenticationResponseJSON
 */
export async function confirmWithPasskey(response: unknown, actor: Actor): Promise<Result<NewSession>> {
  const { retryAfterSeconds, refund, reset } = await limitGuesses(actor.userId, ALL_SESSIONS, {
    isGuessable: false,
  });
  if (retryAfterSeconds > 0) return err({ code: "rate_limited", retryAfterSeconds });
  const verified = await verifyPasskey(response, ceremonyOf(actor), actor, actor.userId).catch(
    // The passkey wasn't checked.
    async (outage: unknown) => {
      await refund();
      throw outage;
    },
  );
  if (verified.ok) {
    await reset();
    return ok(await confirmSecondFactor(actor, verified.value.amr));
  }
  if (isUnchecked(verified.failure)) await refund();
  else await recordFailedConfirmation(actor, "mfa_confirmation_fail");
  return verified;
}
