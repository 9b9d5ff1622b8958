import * as z from "zod";
import { detailResponse, successResponse } from "../response-schemas";
import { EXAMPLE_EXPIRY, EXAMPLE_USER, exampleSuccess } from "./example-values";
import { COMMON_ERRORS, FORBIDDEN, NOT_FOUND, type Operation, UNAUTHORIZED } from "./operation";

const impersonationResponse = z.strictObject({
  user: z
    .strictObject({ id: z.uuid().meta({ description: "ID of the user." }), username: z.string() })
    .meta({ description: "Whom you impersonate." }),
  ends_at: z.iso.datetime().meta({ description: "When it ends by itself." }),
});

/** What shows and ends an impersonation. It starts with an action on a user. */
export const IMPERSONATION_OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/api/admin/impersonation/",
    id: "getImpersonation",
    tag: "Users",
    summary: "Get impersonation",
    description: "Returns whom you impersonate in your session, and until when.",
    requiresAuth: true,
    responses: {
      200: [
        "The impersonation.",
        impersonationResponse,
        { user: { id: EXAMPLE_USER.id, username: EXAMPLE_USER.username }, ends_at: EXAMPLE_EXPIRY },
      ],
      ...UNAUTHORIZED,
      ...FORBIDDEN,
      ...NOT_FOUND,
      ...COMMON_ERRORS,
    },
  },
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
