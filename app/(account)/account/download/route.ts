import { exportData } from "@/lib/account/export-data";
import { errorDetail, jsonResponse } from "@/lib/api/responses";
import { env } from "@/lib/config/env";
import { isSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { requireActor } from "@/lib/sessions/current-user";

/** Downloads the user's data as a JSON file. A POST because it records an audit event. */
export async function POST() {
  if (!(await isSameOrigin()))
    return errorDetail(403, "This request came from another site and was blocked.");
  const actor = await requireActor("/account/data");
  const data = await exportData(actor).catch(unavailable);
  if ("failure" in data) return Response.redirect(`${env().APP_URL}/account/data?problem=unavailable`, 303);
  return jsonResponse(200, data, {
    "content-disposition": 'attachment; filename="real-mfa-data.json"',
  });
}
