import { detailResponse, successResponse } from "../response-schemas";
import { exampleSuccess } from "./example-values";
import { COMMON_ERRORS, FORBIDDEN, type Operation, UNAUTHORIZED } from "./operation";

/** What ends an impersonation. It starts with an action on a user. */
export const IMPERSONATION_OPERATIONS: Operation[] = [
  {
    method: "delete",
    path: "/api/admin/impersonation/",
    id: "stopImpersonation",
    tag: "Users",
    summary: "Stop impersonation",
    description: "For admins. Ends the impersonation in your session, which then has your own rights again.",
    requiresAuth: true,
    responses: {
      200: ["The impersonation was stopped.", successResponse, exampleSuccess("Impersonation stopped.")],
      ...UNAUTHORIZED,
      ...FORBIDDEN,
      409: ["There is no impersonation.", detailResponse, { detail: "You aren't impersonating anyone." }],
      ...COMMON_ERRORS,
    },
  },
];
