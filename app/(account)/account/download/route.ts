import { exportData } from "@/lib/account/export-data";
import { dataResponse } from "@/lib/api/data-response";
import { readBody } from "@/lib/api/read-body";
import { errorDetail } from "@/lib/api/responses";
import { env } from "@/lib/config/env";
import { isSameOrigin } from "@/lib/http/same-origin";
import { messagesAt } from "@/lib/schemas/field-errors";
import { actionFailure, requireActor, storeRenewedSession } from "@/lib/sessions/current-user";

/**
 * Downloads the user's data as a JSON file. A POST because it records an audit event and may take a password. After a
 * failure it redirects back to the page, which shows the message.
 */
export async function POST(request: Request) {
  if (!(await isSameOrigin()))
    return errorDetail(403, "This request came from another site and was blocked.");
  const actor = await requireActor("/account/data");
  const body = await readBody(request);
  if ("error" in body) return body.error;
  const result = await exportData(body.value, actor).catch(actionFailure);
  if (result.ok) {
    await storeRenewedSession(result.value.session);
    return dataResponse(result.value, {
      "content-disposition": 'attachment; filename="account-data.json"',
    });
  }
  const { failure } = result;
  const message = failure.code === "invalid" ? messagesAt(failure.errors, "password")[0] : undefined;
  return Response.redirect(`${env().APP_URL}/account/data?problem=${message ?? failure.code}`, 303);
}
