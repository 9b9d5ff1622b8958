import { failureResponse, jsonResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { unavailable } from "@/lib/observability/log";
import { confirmationOptions } from "@/lib/two-factor/confirm-identity";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "user",
    readsOwnBody: true,
    handler: async ({ actor }) => {
      const result = await confirmationOptions(actor).catch(unavailable);
      return result.ok ? jsonResponse(200, result.value) : failureResponse(result.failure);
    },
  },
});
