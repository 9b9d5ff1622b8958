import { adminActionSchema } from "@/lib/schemas/admin-user";
import { detailResponse, reauthenticatedResponse } from "../response-schemas";
import { EXAMPLE_PASSWORD, EXAMPLE_USER, exampleSuccess } from "./example-values";
import {
  BODY_ERRORS,
  COMMON_ERRORS,
  FORBIDDEN,
  idParameter,
  type JsonObject,
  NOT_FOUND,
  type Operation,
  type Parameter,
  UNAUTHORIZED,
} from "./operation";

const USER_ID = idParameter("ID of the user.", EXAMPLE_USER.id);

/** A change of somebody's account: what differs from other such operations. */
export type AdminAction = Pick<Operation, "method" | "path" | "id" | "summary" | "description"> & {
  body?: Operation["body"];
  bodyExample?: JsonObject;
  parameters?: Parameter[];
  /** What the response says after the change. */
  message: string;
  /** Why the state of the account may refuse it. */
  refusal: string;
};

const PASSWORD_NOTE =
  "Requires authentication in the last 10 minutes. With a second factor, confirm first with `POST /api/account/confirm/`. Without one, send `password`, your own: the response then has a new token, which replaces the current one.";

/** Returns the operation of a change of somebody's account. */
export function adminActionOperation({
  message,
  refusal,
  parameters = [],
  path,
  description,
  ...action
}: AdminAction): Operation {
  return {
    tag: "Users",
    requiresAuth: true,
    body: adminActionSchema,
    bodyExample: { password: EXAMPLE_PASSWORD },
    ...action,
    path: `/api/admin/users/{id}/${path}`,
    description: `${description} ${PASSWORD_NOTE}`,
    parameters: [USER_ID, ...parameters],
    responses: {
      200: ["The change was made.", reauthenticatedResponse, exampleSuccess(message)],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...FORBIDDEN,
      ...NOT_FOUND,
      409: ["The state of the account doesn't allow it.", detailResponse, { detail: refusal }],
      ...COMMON_ERRORS,
    },
  };
}
