import type { AdminWriteResult } from "@/lib/admin/admin-write";
import type { UserAction } from "@/lib/admin/permissions";
import type { Actor } from "@/lib/sessions/current-user";
import { failureResponse, successResponse } from "./responses";
import type { Endpoint, UserRequest } from "./route";
import { tokenJson } from "./serializers";

type UseCase = (
  userId: string,
  input: unknown,
  actor: Actor,
  params: UserRequest["params"],
) => Promise<AdminWriteResult>;

/**
 * Builds the endpoint of a change of somebody's account.
 *
 * @param message what the response says after the change
 */
export function adminWriteEndpoint(action: UserAction, useCase: UseCase, message: string): Endpoint {
  return {
    auth: "role",
    action,
    handler: async ({ params, body, actor }) => {
      const result = await useCase(params.id ?? "", body, actor, params);
      return result.ok
        ? successResponse(message, tokenJson(result.value.session))
        : failureResponse(result.failure);
    },
  };
}
