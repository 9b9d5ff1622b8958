import { failureResponse, jsonResponse, successResponse, validationErrorResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { addedMethodJson, twoFactorJson } from "@/lib/api/two-factor-serializers";
import { unavailable } from "@/lib/observability/log";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { addPasskeySchema } from "@/lib/schemas/two-factor";
import { addPasskey } from "@/lib/two-factor/add-passkey";
import { getTwoFactor } from "@/lib/two-factor/get-two-factor";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "reader",
    allowsEnrolling: true,
    handler: async ({ actor }) => {
      const { passkeys } = twoFactorJson(await getTwoFactor(actor));
      return jsonResponse(200, { results: passkeys });
    },
  },
  POST: {
    auth: "user",
    allowsEnrolling: true,
    handler: async ({ body, actor }) => {
      const parsed = addPasskeySchema.safeParse(body);
      if (!parsed.success) return validationErrorResponse(fieldErrors(parsed.error));
      const result = await addPasskey(parsed.data.response, actor).catch(unavailable);
      return result.ok
        ? successResponse("Passkey added.", addedMethodJson(result.value), 201)
        : failureResponse(result.failure);
    },
  },
});
