import { cancelEmailChange, requestEmailChange } from "@/lib/account/change-email";
import { failed, success } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    requires: "user",
    answer: async ({ body, actor }) => {
      const result = await requestEmailChange(body, actor);
      return result.ok ? success("A mail to confirm the new email is on its way.") : failed(result.failure);
    },
  },
  DELETE: {
    requires: "user",
    answer: async ({ actor }) => {
      await cancelEmailChange(actor);
      return success("No change of the email is waiting any more.");
    },
  },
});
