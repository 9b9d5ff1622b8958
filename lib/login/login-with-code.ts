import { auditClient } from "@/lib/audit/record-event";
import type { RequestContext } from "@/lib/http/request-context";
import type { FieldErrors } from "@/lib/messages/message";
import { log } from "@/lib/observability/log";
import { err, type Failure, ok, type Result } from "@/lib/result";
import type { NewSession } from "@/lib/sessions/session";
import { verifyCode } from "@/lib/two-factor/verify-code";
import { type LoginAdmission, resetLoginAttempts } from "./login-rate-limits";
import { openSession } from "./open-session";
import { createPendingLogin, type LoginRequest, type PendingLogin } from "./pending-login";
import { recordWrongSecondFactor } from "./record-failed-login";

/** The password is correct and the code is not. The login waits for another code. */
export type WrongCode = { code: "invalid"; errors: FieldErrors; pending: PendingLogin };

type LoginWithCode = {
  emailCanonical: string;
  /** In any notation. */
  code: string;
  admission: LoginAdmission;
  request: LoginRequest;
};

/**
 * Finishes a login whose password was correct and came together with a code. Codes are limited, counted and recorded as at
 * the verification of a pending login. A wrong one creates a pending login, which has used up one of its attempts.
 */
export async function logInWithCode(
  user: { id: string; email: string; passwordHash: string },
  { emailCanonical, code, admission, request }: LoginWithCode,
  context: RequestContext,
): Promise<Result<NewSession, Failure | { code: "wrong_credentials" } | WrongCode>> {
  const { id: userId } = user;
  const { ipAddress, requestId } = context;
  const guesser = admission.deviceId ? { device: admission.deviceId } : { client: ipAddress };
  const verified = await verifyCode({ ...auditClient(context), userId }, code, guesser);
  if (!verified.ok) {
    const { failure } = verified;
    if (failure.code !== "invalid") return err(failure);
    await recordWrongSecondFactor(userId, context, request.detectedName);
    const pending = await createPendingLogin(user, { ...request, attempts: 1 }, context);
    return err({ ...failure, pending });
  }
  const amr = ["pwd", verified.value.method, "mfa"];
  const session = await openSession(user, context, { ...request, authentication: { amr, aal: 2 } });
  if (!session) return err({ code: "wrong_credentials" });
  await Promise.all([
    verified.value.resetLimits(),
    resetLoginAttempts({ emailCanonical, ipAddress, subject: admission.subject }),
  ]);
  log.info({ event: "authn_login_success", requestId, userId, amr });
  return ok(session);
}
