"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import type { FormState } from "@/components/forms/form-state";
import { createUser } from "@/lib/admin/create-user";
import { setFlash } from "@/lib/http/flash-message";
import { actionFailure, requireActionUser, storeRenewedSession } from "@/lib/sessions/current-user";

/** Creates a user and invites them. The use case decides whether the actor may. */
export async function createUserAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireActionUser("/admin/users/new");
  const { password, ...values } = readFields(data, ["username", "email", "password"]);
  const result = await createUser({ ...values, password }, actor).catch(actionFailure);
  if (result.ok) {
    const { user, session } = result.value;
    await storeRenewedSession(session);
    await setFlash("user_invited", { name: user.username });
    redirect(`/admin/users/${user.id}`);
  }
  const { failure } = result;
  if (failure.code === "forbidden") {
    await setFlash("action_not_allowed");
    redirect("/admin/users");
  }
  return formError(failure, values);
}
