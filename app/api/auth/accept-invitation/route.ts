import { failureResponse, successResponse, validationErrorResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { unavailable } from "@/lib/observability/log";
import { resetPassword } from "@/lib/passwords/reset-password";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { tokenFormSchema } from "@/lib/schemas/token-form";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "none",
    handler: async ({ body, context }) => {
      const parsed = tokenFormSchema.safeParse(body);
      if (!parsed.success) return validationErrorResponse(fieldErrors(parsed.error));
      const result = await resetPassword(parsed.data.token, body, context, "accept-invitation").catch(
        unavailable,
      );
      if (!result.ok) return failureResponse(result.failure);
      return successResponse("Invitation accepted. You can now log in.");
    },
  },
});
