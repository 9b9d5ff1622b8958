import { revokedResponse, sessionListResponse, successResponse } from "../response-schemas";
import { COMMON_ERRORS, ID_PARAMETER, NOT_FOUND, type Operation, UNAUTHORIZED } from "./operation";

/** The user's browser sessions and API tokens. */
export const SESSION_OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/api/account/sessions/",
    id: "listSessions",
    tag: "Account",
    summary: "List sessions",
    description: "Lists active browser sessions and API tokens, the current one first.",
    requiresAuth: true,
    responses: { 200: ["The sessions.", sessionListResponse], ...UNAUTHORIZED, ...COMMON_ERRORS },
  },
  {
    method: "delete",
    path: "/api/account/sessions/",
    id: "revokeOtherSessions",
    tag: "Account",
    summary: "Revoke all other sessions",
    description: "Revokes every session except the current one. Revocation takes effect immediately.",
    requiresAuth: true,
    responses: { 200: ["Sessions revoked.", revokedResponse], ...UNAUTHORIZED, ...COMMON_ERRORS },
  },
  {
    method: "delete",
    path: "/api/account/sessions/{id}/",
    id: "revokeSession",
    tag: "Account",
    summary: "Revoke session",
    description: "Revokes a session. Revocation takes effect immediately.",
    parameters: [ID_PARAMETER],
    requiresAuth: true,
    responses: {
      200: ["Session revoked.", successResponse],
      ...UNAUTHORIZED,
      ...NOT_FOUND,
      ...COMMON_ERRORS,
    },
  },
];
