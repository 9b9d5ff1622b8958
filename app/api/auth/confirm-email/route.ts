import { confirmEmailChange } from "@/lib/account/confirm-email-change";
import { failureResponse, successResponse, validationErrorResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { unavailable } from "@/lib/observability/log";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { tokenFormSchema } from "@/lib/schemas/token-form";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "optional",
    handler: async ({ body, context, actor }) => {
      const parsed = tokenFormSchema.safeParse(body);
      if (!parsed.success) return validationErrorResponse(fieldErrors(parsed.error));
      const client = { ...context, userId: actor?.userId };
      const result = await confirmEmailChange(parsed.data.token, client).catch(unavailable);
      return result.ok ? successResponse("Email address changed.") : failureResponse(result.failure);
    },
  },
});
