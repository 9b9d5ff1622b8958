import { failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { addedMethodJson } from "@/lib/api/two-factor-serializers";
import { confirmAuthenticatorApp } from "@/lib/two-factor/add-authenticator-app";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "user",
    allowsEnrolling: true,
    handler: async ({ params, body, actor }) => {
      const result = await confirmAuthenticatorApp(params.id ?? "", body, actor);
      return result.ok
        ? successResponse("Authenticator app added.", addedMethodJson(result.value))
        : failureResponse(result.failure);
    },
  },
});
