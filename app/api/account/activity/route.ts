import { listActivity } from "@/lib/account/list-activity";
import { json } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    requires: "user",
    answer: async ({ actor, search }) => {
      const { activity, next } = await listActivity(actor, search.get("before"));
      return json(200, {
        next: next ?? null,
        results: activity.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })),
      });
    },
  },
});
