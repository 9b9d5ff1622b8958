import { listUserEvents } from "@/lib/admin/list-user-events";
import { userEventJson } from "@/lib/api/admin-serializers";
import { jsonResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "role",
    action: "read_user",
    handler: async ({ params, search, user }) => {
      const { events, next } = await listUserEvents(params.id ?? "", user, search.get("before"));
      return jsonResponse(200, { next: next ?? null, results: events.map(userEventJson) });
    },
  },
});
