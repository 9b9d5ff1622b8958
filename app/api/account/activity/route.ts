import { listActivity } from "@/lib/account/list-activity";
import { jsonResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "reader",
    handler: async ({ actor, search }) => {
      const { activity, next } = await listActivity(actor, {
        before: search.get("before"),
        category: search.get("category"),
      });
      return jsonResponse(200, {
        next: next ?? null,
        results: activity.map(({ id, event, message, ipAddress, isByAdministrator, at }) => ({
          id,
          event,
          message,
          ip_address: ipAddress,
          by_administrator: isByAdministrator,
          at: at.toISOString(),
        })),
      });
    },
  },
});
