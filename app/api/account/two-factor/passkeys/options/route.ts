import { failureResponse, jsonResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { unavailable } from "@/lib/observability/log";
import { passkeyRegistrationOptions } from "@/lib/two-factor/add-passkey";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "user",
    allowsEnrolling: true,
    readsOwnBody: true,
    handler: async ({ actor }) => {
      const result = await passkeyRegistrationOptions(actor).catch(unavailable);
      return result.ok ? jsonResponse(200, result.value) : failureResponse(result.failure);
    },
  },
});
