import { optionalPasswordSchema } from "@/lib/schemas/current-password";
import { dataResponse } from "../response-schemas";
import { BODY_ERRORS, COMMON_ERRORS, type Operation, UNAUTHORIZED } from "./operation";

/** The export of everything stored about the user. */
export const DATA_OPERATIONS: Operation[] = [
  {
    method: "post",
    path: "/api/account/data/",
    id: "exportData",
    tag: "Account",
    summary: "Export data",
    description:
      "Returns all data stored about the user, except password and token hashes. Requires `password` unless it was verified in the last 10 minutes; the current token is then replaced by the one in the response header `X-Session-Token`.",
    body: optionalPasswordSchema,
    requiresAuth: true,
    responses: {
      200: ["The user's data.", dataResponse],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
];
