"use server";

import { redirect } from "next/navigation";
import { clearSessionCookie, readSessionCookie } from "@/lib/http/cookies";
import { requestContext } from "@/lib/http/request-context";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { revokeSessionToken } from "@/lib/sessions/session";

export async function logoutAction(): Promise<void> {
  await requireSameOrigin();
  const token = await readSessionCookie();
  if (token) await revokeSessionToken(token, await requestContext());
  await clearSessionCookie();
  redirect("/login");
}
