import { listEvents } from "@/lib/admin/list-events";
import { parseListEventsQuery } from "@/lib/admin/list-events-query";
import { encodeCursor } from "@/lib/admin/list-users-query";
import { listedEventJson } from "@/lib/api/audit-serializers";
import { jsonResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "role",
    action: "list_events",
    handler: async ({ search }) => {
      const { events, next, previous } = await listEvents(parseListEventsQuery(Object.fromEntries(search)));
      return jsonResponse(200, {
        next: next ? encodeCursor(next) : null,
        previous: previous ? encodeCursor(previous) : null,
        results: events.map(listedEventJson),
      });
    },
  },
});
