import type { TokenFailure } from "../auth/spend-mail-token";
import { unavailable } from "../log";
import type { RequestContext } from "../request";
import type { Failure, Result } from "../result";
import { fieldErrors } from "../schemas/field-errors";
import { tokenFormSchema } from "../schemas/token-form";
import { failed, success, validationFailed } from "./answers";
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
    answer: async ({ body, context }) => {
      const parsed = tokenFormSchema.safeParse(body);
      if (!parsed.success) return validationFailed(fieldErrors(parsed.error));
      const result = await use(parsed.data.token, context).catch(unavailable);
      return result.ok ? success(message) : failed(result.failure);
    },
  };
}
