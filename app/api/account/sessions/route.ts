import { endOtherSessions, listSessions } from "@/lib/account/sessions";
import { json, sessionJson, success } from "@/lib/api/answers";
import { apiRoute } from "@/lib/api/route";

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
