"use server";

import { redirect } from "next/navigation";
import { formError, readFields } from "@/components/forms/form-action";
import type { FormState } from "@/components/forms/form-state";
import { cancelBulkJob, createBulkJob } from "@/lib/admin/bulk-jobs";
import { setFlash } from "@/lib/http/flash-message";
import { actionFailure, requireActionUser, storeRenewedSession } from "@/lib/sessions/current-user";
import { suspensionEnd } from "../suspension-end";

/** Creates the job that the page has asked about. The use case decides whether the actor may. */
export async function createBulkJobAction(_: FormState, data: FormData): Promise<FormState> {
  const actor = await requireActionUser("/admin/users");
  const fields = readFields(data, ["action", "ids", "filters", "isAll", "reason", "days", "password"]);
  const { action, ids, filters, isAll, reason, days, password } = fields;
  const until = suspensionEnd(days);
  const users = isAll
    ? { filters: Object.fromEntries(new URLSearchParams(filters)) }
    : { user_ids: ids.split(" ").filter(Boolean) };
  const input = { action, reason, password, ...users, ...(until && { until }) };
  const result = await createBulkJob(input, actor).catch(actionFailure);
  if (result.ok) {
    await storeRenewedSession(result.value.session);
    redirect(`/admin/users/bulk/${result.value.id}`);
  }
  if (result.failure.code !== "forbidden") return formError(result.failure, { reason, days });
  await setFlash("action_not_allowed");
  return redirect("/admin/users");
}

/** Cancels a job. */
export async function cancelBulkJobAction(data: FormData): Promise<void> {
  const { id } = readFields(data, ["id"]);
  const path = `/admin/users/bulk/${encodeURIComponent(id)}`;
  const result = await cancelBulkJob(id, await requireActionUser(path)).catch(actionFailure);
  if (!result.ok) await setFlash("action_not_allowed");
  redirect(path);
}
