import { exportData } from "@/lib/account/export-data";
import { errorDetail, jsonResponse } from "@/lib/api/responses";
import { env } from "@/lib/config/env";
import { isSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import { requireActor } from "@/lib/sessions/current-user";

/** The actor's data as a file. A POST, because that it was read is written down. */
export async function POST() {
  if (!(await isSameOrigin())) return errorDetail(403, "This form was sent by another site.");
  const actor = await requireActor("/account/data");
  const data = await exportData(actor).catch(unavailable);
  if ("failure" in data) return Response.redirect(`${env().APP_URL}/account/data?problem=unavailable`, 303);
  return jsonResponse(200, data, {
    "content-disposition": 'attachment; filename="real-mfa-data.json"',
  });
}
