import { success } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { endSession } from "@/lib/sessions/session";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    requires: "user",
    answer: async ({ token, context }) => {
      await endSession(token, context.client);
      return success("Logged out.");
    },
  },
});
