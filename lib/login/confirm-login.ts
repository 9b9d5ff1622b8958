import type * as z from "zod/mini";
import type { SessionKind } from "@/lib/generated/prisma/client";
import { UNKNOWN_ADDRESS } from "@/lib/http/client-ip";
import type { RequestContext } from "@/lib/http/request-context";
import { log } from "@/lib/observability/log";
import { rememberClient } from "@/lib/rate-limit/known-clients";
import { err, type Failure, ok, type Result } from "@/lib/result";
import { confirmLoginSchema } from "@/lib/schemas/confirm-login";
import { deviceSchema } from "@/lib/schemas/device";
import { fieldErrors } from "@/lib/schemas/field-errors";
import type { NewSession } from "@/lib/sessions/session";
import { consumeTokenIn, findUsableToken, type TokenFailure } from "@/lib/tokens/consume-token";
import { subjectOf } from "./login-rate-limits";
import { openSession } from "./open-session";

/** The login that a link finishes, without consuming its token. */
export async function getPendingLogin(token: string): Promise<Result<{ username: string }, TokenFailure>> {
  const found = await findUsableToken("confirm-login", token);
  return "code" in found ? err(found) : ok({ username: found.username });
}

/**
 * Finishes a login with the single-use token of an email, which was sent for a correct password. Creates the session
 * for the client that has the token: it has proven that it can read the owner's email. The limit on guesses stays in
 * force for everybody else.
 *
 * @param input `{ token, device?, device_token? }`
 * @param kind how the client will send the session token
 * @param fallbackDevice the device as detected from the request, used if the input doesn't describe one
 * @param deviceTokenOf returns the device cookie of an account, if the client is a browser
 */
export async function confirmLogin(
  input: unknown,
  context: RequestContext,
  kind: SessionKind,
  fallbackDevice: z.input<typeof deviceSchema>,
  deviceTokenOf: (email: string) => Promise<string | undefined> = async () => undefined,
): Promise<Result<NewSession & { email: string }, Failure | TokenFailure>> {
  const parsed = confirmLoginSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { token, device = deviceSchema.parse(fallbackDevice), device_token } = parsed.data;
  const found = await findUsableToken("confirm-login", token);
  if ("code" in found) return err(found);
  const { userId, emailCanonical, email } = found;
  const deviceToken = kind === "cookie" ? await deviceTokenOf(email) : device_token;
  const session = await openSession(
    { id: userId, email },
    { ...context, ...(deviceToken && { deviceToken }) },
    { kind, device, isRemembered: false, authentication: { amr: ["pwd"], aal: 1 } },
    async (transaction, user) => {
      const isOwner = user.emailCanonical === emailCanonical && user.emailVerified;
      // Whoever has added a second factor since then logs in with it.
      return isOwner && !user.twoFactorSince && consumeTokenIn(transaction, found);
    },
  );
  if (!session) return err({ code: "used" });
  const { ipAddress } = context;
  if (ipAddress !== UNKNOWN_ADDRESS) await rememberClient(subjectOf(emailCanonical, ipAddress));
  log.info({ event: "authn_login_success", requestId: context.requestId, userId });
  return ok({ ...session, email });
}
