import { json, sessionJson, success } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { endOtherSessions, listSessions } from "@/lib/sessions/manage-sessions";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    requires: "user",
    answer: async ({ actor }) => json(200, { results: (await listSessions(actor)).map(sessionJson) }),
  },
  DELETE: {
    requires: "user",
    ownBody: true,
    answer: async ({ actor }) =>
      success("The other sessions were ended.", { ended: await endOtherSessions(actor) }),
  },
});
