"use server";

import { redirect } from "next/navigation";
import { readFields } from "@/components/forms/form-action";
import { clearSessionCookie, readSessionCookie } from "@/lib/http/cookies";
import { loginPath } from "@/lib/http/redirect-path";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { revokeSessionToken } from "@/lib/sessions/session";

/**
 * Ends the session of this browser and shows the login page.
 *
 * @param data may have a `next`: the path to which the login leads
 */
export async function logoutAction(data: FormData): Promise<void> {
  await requireSameOrigin();
  const token = await readSessionCookie();
  if (token) await revokeSessionToken(token, await requestContext());
  await clearSessionCookie();
  const { next } = readFields(data, ["next"]);
  redirect(next ? loginPath(next) : "/login");
}
