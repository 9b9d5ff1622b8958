import { jsonResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { sessionJson } from "@/lib/api/serializers";
import { listSessions, revokeOtherSessions } from "@/lib/sessions/manage-sessions";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "reader",
    handler: async ({ actor }) =>
      jsonResponse(200, { results: (await listSessions(actor)).map(sessionJson) }),
  },
  DELETE: {
    auth: "user",
    readsOwnBody: true,
    handler: async ({ actor }) =>
      successResponse("All other sessions revoked.", { revoked: await revokeOtherSessions(actor) }),
  },
});
