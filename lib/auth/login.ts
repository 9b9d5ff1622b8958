import { hashPassword, isOutdated, queueFull, verifyPassword } from "../crypto/password";
import { db } from "../db";
import type { SessionKind } from "../generated/prisma/client";
import { log } from "../log";
import { resetLimit, takeFromLimit } from "../rate-limit";
import type { RequestContext } from "../request";
import { type Failure, fail, type Result, succeed } from "../result";
import { canonicalEmail } from "../schemas/email";
import { fieldErrors } from "../schemas/field-errors";
import { loginSchema } from "../schemas/login";
import { createSession, type NewSession } from "./session";

export type LoginFailure =
  | Failure
  /** The address or the password is wrong; which one is not told, nor does the time tell. */
  | { code: "wrong_credentials" }
  /** The password is right, but nobody has shown yet that the address is theirs. */
  | { code: "unverified"; email: string };

/**
 * Opens a session for who knows the password of a verified account.
 *
 * @param input `{ email, password }`
 * @param kind how the session's token will come back
 */
export async function login(
  input: unknown,
  context: RequestContext,
  kind: SessionKind,
): Promise<Result<NewSession, LoginFailure>> {
  const parsed = loginSchema.safeParse(input);
  if (!parsed.success) return fail({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { email, password } = parsed.data;
  const emailCanonical = canonicalEmail(email);

  const account = `${emailCanonical} ${context.client}`;
  const waits = await Promise.all([
    takeFromLimit("loginClient", context.client),
    takeFromLimit("loginAccount", account),
  ]);
  const retryAfterSeconds = Math.max(...waits);
  if (retryAfterSeconds > 0) return fail({ code: "rate_limited", retryAfterSeconds });

  const user = await db().user.findUnique({
    where: { emailCanonical },
    select: { id: true, email: true, emailVerified: true, passwordHash: true, passwordPepper: true },
  });
  try {
    if (!(await verifyPassword(password, user ?? undefined)) || !user) {
      log.info({ event: "authn_login_fail", requestId: context.requestId, userId: user?.id });
      return fail({ code: "wrong_credentials" });
    }
    await resetLimit("loginAccount", account);
    if (!user.emailVerified) return fail({ code: "unverified", email: user.email });
    if (isOutdated(user)) {
      // Not over a password that was changed meanwhile.
      const { id, passwordHash } = user;
      await db().user.updateMany({ where: { id, passwordHash }, data: await hashPassword(password) });
    }
  } catch (error) {
    return fail(queueFull(error));
  }
  const session = await createSession(user.id, kind);
  log.info({ event: "authn_login_success", requestId: context.requestId, userId: user.id });
  return succeed(session);
}
