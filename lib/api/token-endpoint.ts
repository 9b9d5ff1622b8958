import type { RequestContext } from "@/lib/http/request-context";
import { unavailable } from "@/lib/observability/log";
import type { Failure, Result } from "@/lib/result";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { tokenFormSchema } from "@/lib/schemas/token-form";
import type { TokenFailure } from "@/lib/tokens/consume-token";
import { failureResponse, successResponse, validationErrorResponse } from "./responses";
import type { Endpoint } from "./route";

/**
 * An endpoint that uses the token of a mail, for anybody who has it.
 *
 * @param message what it answers when that went well
 */
export function tokenEndpoint(
  use: (token: string, context: RequestContext) => Promise<Result<unknown, Failure | TokenFailure>>,
  message: string,
): Endpoint {
  return {
    requires: "nobody",
    handler: async ({ body, context }) => {
      const parsed = tokenFormSchema.safeParse(body);
      if (!parsed.success) return validationErrorResponse(fieldErrors(parsed.error));
      const result = await use(parsed.data.token, context).catch(unavailable);
      return result.ok ? successResponse(message) : failureResponse(result.failure);
    },
  };
}
