import { jsonResponse, sessionJson, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { listSessions, revokeOtherSessions } from "@/lib/sessions/manage-sessions";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    requires: "user",
    handler: async ({ actor }) =>
      jsonResponse(200, { results: (await listSessions(actor)).map(sessionJson) }),
  },
  DELETE: {
    requires: "user",
    readsOwnBody: true,
    handler: async ({ actor }) =>
      successResponse("The other sessions were ended.", { ended: await revokeOtherSessions(actor) }),
  },
});
