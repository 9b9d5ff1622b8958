import { failureResponse, successResponse, validationErrorResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { changeRegistrationEmail } from "@/lib/verification/change-registration-email";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "none",
    handler: async ({ body, context }) => {
      const result = await changeRegistrationEmail(body, context);
      if (result.ok) return successResponse("Email address changed. Please check your email to verify it.");
      if (result.failure.code === "used") return validationErrorResponse({ claim: ["claim_used"] });
      return failureResponse(result.failure);
    },
  },
});
