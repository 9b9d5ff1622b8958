"use server";

import { redirect } from "next/navigation";
import { typedTexts } from "@/components/forms/form-state";
import { requireSender } from "@/lib/sessions/current-user";
import { endOtherSessions, endOwnSession } from "@/lib/sessions/manage-sessions";

const PATH = "/account/sessions";

export async function endSessionAction(data: FormData): Promise<void> {
  const actor = await requireSender(PATH);
  // One that is over already is what was wanted.
  await endOwnSession(typedTexts(data, ["id"]).id, actor);
  redirect(PATH);
}

export async function endOtherSessionsAction(): Promise<void> {
  await endOtherSessions(await requireSender(PATH));
  redirect(PATH);
}
