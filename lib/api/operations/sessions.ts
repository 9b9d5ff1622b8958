import { revokedResponse, sessionListResponse, successResponse } from "../response-schemas";
import { exampleSuccess } from "./example-values";
import { COMMON_ERRORS, idParameter, NOT_FOUND, type Operation, UNAUTHORIZED } from "./operation";

const EXAMPLE_ID = "0198c5a2-8e4d-7a3b-b6f9-1d2c3e4f5a60";

/** The user's browser sessions and API tokens. */
export const SESSION_OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/api/account/sessions/",
    id: "listSessions",
    tag: "Sessions",
    summary: "List sessions",
    description: "Lists active browser sessions and API tokens, the current one first.",
    requiresAuth: true,
    responses: {
      200: [
        "The sessions.",
        sessionListResponse,
        {
          results: [
            {
              id: EXAMPLE_ID,
              kind: "bearer",
              is_current: true,
              ip_address: "203.0.113.42",
              amr: ["pwd", "otp", "mfa"],
              device: { name: "Chrome on macOS", browser: "Chrome 142", os: "macOS" },
              created_at: "2026-12-01T09:30:00.000Z",
              last_seen_at: "2026-12-01T10:05:12.000Z",
            },
          ],
        },
      ],
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "delete",
    path: "/api/account/sessions/",
    id: "revokeOtherSessions",
    tag: "Sessions",
    summary: "Revoke all other sessions",
    description: "Revokes every session except the current one. Revocation takes effect immediately.",
    requiresAuth: true,
    responses: {
      200: [
        "Sessions revoked.",
        revokedResponse,
        { ...exampleSuccess("All other sessions revoked."), revoked: 2 },
      ],
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "delete",
    path: "/api/account/sessions/{id}/",
    id: "revokeSession",
    tag: "Sessions",
    summary: "Revoke session",
    description: "Revokes a session. Revocation takes effect immediately.",
    parameters: [idParameter("ID of the session.", EXAMPLE_ID)],
    requiresAuth: true,
    responses: {
      200: ["Session revoked.", successResponse, exampleSuccess("Session revoked.")],
      ...UNAUTHORIZED,
      ...NOT_FOUND,
      ...COMMON_ERRORS,
    },
  },
];
