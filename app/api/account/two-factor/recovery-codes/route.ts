import { failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { regenerateRecoveryCodes } from "@/lib/two-factor/manage-methods";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "user",
    readsOwnBody: true,
    handler: async ({ actor }) => {
      const result = await regenerateRecoveryCodes(actor);
      return result.ok
        ? successResponse("Recovery codes created. The old ones no longer work.", {
            recovery_codes: result.value,
          })
        : failureResponse(result.failure);
    },
  },
});
