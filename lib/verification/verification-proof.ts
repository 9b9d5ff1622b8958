import "@/lib/passwords/common-passwords";
import type * as z from "zod/mini";
import { env } from "@/lib/config/env";
import type { Admission } from "@/lib/crypto/hash-plan";
import { hashPassword, overloadedFailure, type PasswordHash, verifyPassword } from "@/lib/crypto/password";
import type { RequestContext } from "@/lib/http/request-context";
import { admitLogin } from "@/lib/login/admit-login";
import { consumeLoginAttempt } from "@/lib/login/login-rate-limits";
import { recordFailedLogin } from "@/lib/login/record-failed-login";
import { err, type Failure, ok, type Result } from "@/lib/result";
import { deviceSchema } from "@/lib/schemas/device";
import { canonicalEmail } from "@/lib/schemas/email";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { newPasswordSchema } from "@/lib/schemas/new-password";
import { isClaimOf } from "@/lib/tokens/registration-claim";
import type { UnverifiedUser } from "./verification-token";

/**
 * What a verification has beside the token: that its sender knows the password, or a new one in its place. Otherwise
 * whoever registered another person's address could log in once that person verifies it.
 */
export type VerificationProof =
  /** The registration's claim: the password was typed in this browser, or by this program. */
  | { kind: "claim"; claim: string }
  /** The password that was chosen at registration. */
  | { kind: "password"; password: string }
  /** A new password, by someone who doesn't know the chosen one: `{ password, password2 }`. */
  | { kind: "new_password"; input: unknown }
  /** Nothing. Accepted only if `VERIFY_API_REQUIRES_PROOF` is off. */
  | { kind: "none" };

/** What a proof came to: the hash of the new password, if it has one, and whether the chosen password is known. */
export type CheckedProof = { newHash?: PasswordHash; isPasswordKnown: boolean };

/** The device that verifies, as detected from its request. */
export type VerifyingDevice = z.input<typeof deviceSchema>;

/** Checks the proof that comes with the valid token of a user. */
export async function checkProof(
  user: UnverifiedUser,
  proof: VerificationProof,
  context: RequestContext,
  device: VerifyingDevice,
): Promise<Result<CheckedProof>> {
  switch (proof.kind) {
    case "claim":
      return isClaimOf(proof.claim, user)
        ? ok({ isPasswordKnown: true })
        : err({ code: "invalid", errors: { claim: ["claim_invalid"] } });
    case "password": {
      const failure = await checkPassword(user, proof.password, context, device);
      return failure ? err(failure) : ok({ isPasswordKnown: true });
    }
    case "new_password": {
      const parsed = newPasswordSchema(user).safeParse(proof.input);
      if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
      const hashed = await hashPassword(parsed.data.password, admissionOf(user, context)).catch(
        overloadedFailure,
      );
      return "code" in hashed ? err(hashed) : ok({ newHash: hashed, isPasswordKnown: false });
    }
    case "none":
      return env().VERIFY_API_REQUIRES_PROOF
        ? err({ code: "invalid", errors: { claim: ["proof_required"] } })
        : ok({ isPasswordKnown: false });
  }
}

/** Whoever has the token of an email is known to be its reader. */
function admissionOf({ id }: UnverifiedUser, { ipAddress, signal }: RequestContext): Admission {
  return { standing: "known", purpose: "account", account: id, client: ipAddress, signal };
}

/** Checks the chosen password, within the limits on guesses that a login has. */
async function checkPassword(
  user: UnverifiedUser,
  password: string,
  context: RequestContext,
  device: VerifyingDevice,
): Promise<Failure | undefined> {
  const admission = await admitLogin(canonicalEmail(user.email), context, context.signal);
  if ("code" in admission) return admission;
  const attempt = await consumeLoginAttempt(admission);
  const { retryAfterSeconds } = attempt;
  if (retryAfterSeconds > 0) return { code: "rate_limited", retryAfterSeconds };
  const checked = await verifyPassword(password, user, admission).catch(async (error: unknown) => {
    await attempt.refund();
    return overloadedFailure(error);
  });
  if (typeof checked !== "boolean") return checked;
  if (checked) {
    await attempt.recordSuccess();
    return undefined;
  }
  await recordFailedLogin(user.id, context, deviceSchema.parse(device).device_name);
  return { code: "invalid", errors: { password: ["incorrect_password"] } };
}
