import { EXPORT_COLUMNS, type ExportedList } from "@/lib/admin/export-columns";
import { exportCsv } from "@/lib/admin/export-csv";
import { csvResponse } from "@/lib/api/csv-response";
import { readBody } from "@/lib/api/read-body";
import { errorDetail } from "@/lib/api/responses";
import { env } from "@/lib/config/env";
import { isSameOrigin } from "@/lib/http/same-origin";
import { messagesAt } from "@/lib/schemas/field-errors";
import { actionFailure, requireActor, storeRenewedSession } from "@/lib/sessions/current-user";
import { exportPath } from "./export-path";

/**
 * Answers the form of an export with the file. A POST because it records an audit event and may take a password. After a
 * failure it redirects back to the page, which shows the message.
 */
export async function downloadCsv(list: ExportedList, request: Request): Promise<Response> {
  if (!(await isSameOrigin()))
    return errorDetail(403, "This request came from another site and was blocked.");
  const filters = Object.fromEntries(new URL(request.url).searchParams);
  const actor = await requireActor(exportPath(list, filters));
  const body = await readBody(request);
  if ("error" in body) return body.error;
  const fields = body.value as Record<string, unknown>;
  // A checkbox for each column, because a form can't send a name twice.
  const columns = Object.keys(EXPORT_COLUMNS[list]).filter((name) => `column_${name}` in fields);
  const input = {
    columns: columns.join(","),
    byte_order_mark: "byte_order_mark" in fields,
    ...("password" in fields && { password: fields.password }),
  };
  const result = await exportCsv(list, filters, input, actor).catch(actionFailure);
  if (result.ok) {
    await storeRenewedSession(result.value.session);
    return csvResponse(result.value);
  }
  const { failure } = result;
  const message = failure.code === "invalid" ? messagesAt(failure.errors, "password")[0] : undefined;
  const kept = { ...filters, columns: columns.join(","), problem: message ?? failure.code };
  return Response.redirect(`${env().APP_URL}${exportPath(list, kept)}`, 303);
}
