import { failed, success } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { endOwnSession } from "@/lib/sessions/manage-sessions";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  DELETE: {
    requires: "user",
    ownBody: true,
    answer: async ({ params, actor }) => {
      const result = await endOwnSession(params.id ?? "", actor);
      return result.ok ? success("The session was ended.") : failed(result.failure);
    },
  },
});
