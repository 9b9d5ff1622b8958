import { listActivity } from "@/lib/account/activity";
import { json } from "@/lib/api/answers";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    requires: "user",
    answer: async ({ actor, search }) => {
      const before = new Date(search.get("before") ?? "");
      const isGiven = !Number.isNaN(before.getTime());
      const activity = await listActivity(actor, isGiven ? before : undefined);
      return json(200, { results: activity.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })) });
    },
  },
});
