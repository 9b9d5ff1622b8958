import { overloadOf } from "@/lib/crypto/password";
import { findDeviceByCookie } from "@/lib/devices/recognize-device";
import type { RequestContext } from "@/lib/http/request-context";
import { isKnownClient } from "@/lib/rate-limit/known-clients";
import type { Failure } from "@/lib/result";
import { type LoginAdmission, subjectOf } from "./login-rate-limits";

/**
 * Finds out who attempts to log in and whether their password can be checked in time. To be called before the attempt is
 * counted, so that one that is refused because of overload doesn't count.
 */
export async function admitLogin(
  emailCanonical: string,
  client: Pick<RequestContext, "ipAddress" | "deviceToken">,
  signal?: AbortSignal,
): Promise<LoginAdmission | Failure> {
  const admission = { ...(await identifyClient(emailCanonical, client)), signal };
  return (await overloadOf(admission)) ?? admission;
}

/**
 * Finds out what a client has proven: a browser that has logged in to the account before has its device cookie, and an
 * address from which someone has logged in to it is remembered for 30 days.
 */
export async function identifyClient(
  emailCanonical: string,
  { ipAddress, deviceToken }: Pick<RequestContext, "ipAddress" | "deviceToken">,
): Promise<LoginAdmission> {
  const admission = { purpose: "login", account: emailCanonical, client: ipAddress } as const;
  const device = deviceToken && (await findDeviceByCookie(emailCanonical, deviceToken));
  const subject = subjectOf(emailCanonical, ipAddress, device || undefined);
  if (device) return { ...admission, standing: "known", subject, deviceId: device };
  return { ...admission, standing: (await isKnownClient(subject)) ? "familiar" : "stranger", subject };
}
