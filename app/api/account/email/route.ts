import { cancelEmailChange, requestEmailChange } from "@/lib/account/change-email";
import { failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    requires: "user",
    handler: async ({ body, actor }) => {
      const result = await requestEmailChange(body, actor);
      return result.ok
        ? successResponse("A mail to confirm the new email is on its way.")
        : failureResponse(result.failure);
    },
  },
  DELETE: {
    requires: "user",
    handler: async ({ actor }) => {
      await cancelEmailChange(actor);
      return successResponse("No change of the email is waiting any more.");
    },
  },
});
