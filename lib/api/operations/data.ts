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
    description: "Returns all data stored about the user, except password and token hashes.",
    requiresAuth: true,
    responses: {
      200: ["The user's data.", dataResponse],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
];
