import { errorResponse, failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { tokenJson } from "@/lib/api/serializers";
import { verifyLogin } from "@/lib/login/verify-login";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "none",
    handler: async ({ body, context }) => {
      const result = await verifyLogin(body, context, "bearer");
      if (result.ok) return successResponse("Login successful.", tokenJson(result.value));
      const { failure } = result;
      if (failure.code === "login_expired")
        return errorResponse(401, "This login has expired. Log in again.");
      return failureResponse(failure);
    },
  },
});
