import { unstable_rethrow } from "next/navigation";
import { isSameOrigin } from "@/lib/http/same-origin";
import { unavailable } from "@/lib/observability/log";
import type { Failure, Result } from "@/lib/result";
import { errorDetail, failureResponse, jsonResponse } from "./responses";

/**
 * Answers a page of this app that is about to ask the browser for a passkey.
 *
 * @param create returns the options, or why there are none
 */
export async function passkeyOptionsResponse(
  create: () => Promise<Result<object, Failure | { code: "login_expired" }>>,
): Promise<Response> {
  if (!(await isSameOrigin()))
    return errorDetail(403, "This request came from another site and was blocked.");
  const result = await create().catch((error: unknown) => {
    // A redirect to the login page is thrown too.
    unstable_rethrow(error);
    return unavailable(error);
  });
  if (result.ok) return jsonResponse(200, result.value);
  if (result.failure.code === "login_expired") return errorDetail(401, "This login has expired.");
  return failureResponse(result.failure);
}
