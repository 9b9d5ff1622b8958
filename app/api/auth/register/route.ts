import { errorDetail, failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute, CLAIM_HEADER } from "@/lib/api/route";
import { userJson } from "@/lib/api/serializers";
import { register } from "@/lib/registration/register";

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "none",
    hasOwnRateLimit: true,
    handler: async ({ body, headers, context }) => {
      const key = headers.get("idempotency-key") ?? undefined;
      if (key !== undefined && !IDEMPOTENCY_KEY.test(key)) {
        return errorDetail(400, "Idempotency-Key must be 1 to 255 visible ASCII characters.");
      }
      const result = await register(body, context, key);
      if (!result.ok) return failureResponse(result.failure);
      const response = successResponse(
        "Registration successful. Please check your email to verify your account.",
        { user: userJson(result.value) },
        201,
      );
      const { claim } = result.value;
      if (claim) response.headers.set(CLAIM_HEADER, claim);
      return response;
    },
  },
});
