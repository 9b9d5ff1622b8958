"use server";

import { redirect } from "next/navigation";
import { readFields } from "@/components/forms/form-action";
import { requireActionUser } from "@/lib/sessions/current-user";
import { revokeOtherSessions, revokeSession } from "@/lib/sessions/manage-sessions";

const PATH = "/account/sessions";

export async function revokeSessionAction(data: FormData): Promise<void> {
  const actor = await requireActionUser(PATH);
  // The result is ignored: a session that no longer exists needs no revoking.
  await revokeSession(readFields(data, ["id"]).id, actor);
  redirect(PATH);
}

export async function revokeOtherSessionsAction(): Promise<void> {
  await revokeOtherSessions(await requireActionUser(PATH));
  redirect(PATH);
}
