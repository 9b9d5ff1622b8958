import type { RequestContext } from "@/lib/http/request-context";
import { unavailable } from "@/lib/observability/log";
import type { Failure, Result } from "@/lib/result";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { tokenFormSchema } from "@/lib/schemas/token-form";
import type { TokenFailure } from "@/lib/tokens/consume-token";
import { failureResponse, successResponse, validationErrorResponse } from "./responses";
import type { Endpoint } from "./route";

/**
 * Creates a public endpoint that consumes the token from an email link.
 *
 * @param consume the use case that consumes the token
 * @param message the message of the success response
 */
export function tokenEndpoint(
  consume: (token: string, context: RequestContext) => Promise<Result<unknown, Failure | TokenFailure>>,
  message: string,
): Endpoint {
  return {
    auth: "none",
    handler: async ({ body, context }) => {
      const parsed = tokenFormSchema.safeParse(body);
      if (!parsed.success) return validationErrorResponse(fieldErrors(parsed.error));
      const result = await consume(parsed.data.token, context).catch(unavailable);
      return result.ok ? successResponse(message) : failureResponse(result.failure);
    },
  };
}
