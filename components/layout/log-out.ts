"use server";

import { redirect } from "next/navigation";
import { clearSessionCookie, readSessionCookie } from "@/lib/auth/cookies";
import { requireSameOrigin } from "@/lib/auth/same-origin";
import { endSession } from "@/lib/auth/session";
import { requestContext } from "@/lib/request-context";

export async function logoutAction(): Promise<void> {
  await requireSameOrigin();
  const token = await readSessionCookie();
  if (token) await endSession(token, (await requestContext()).client);
  await clearSessionCookie();
  redirect("/login");
}
