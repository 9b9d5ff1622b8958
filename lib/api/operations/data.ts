import { currentPasswordSchema, optionalPasswordSchema } from "@/lib/schemas/current-password";
import { dataResponse, deletionResponse, successResponse } from "../response-schemas";
import {
  EXAMPLE_EXPIRY,
  EXAMPLE_PASSWORD,
  EXAMPLE_PROFILE,
  EXAMPLE_USER,
  exampleSuccess,
} from "./example-values";
import { BODY_ERRORS, COMMON_ERRORS, type Operation, UNAUTHORIZED } from "./operation";

const EXAMPLE_DATA = {
  id: EXAMPLE_USER.id,
  username: EXAMPLE_USER.username,
  email: EXAMPLE_USER.email,
  emailVerified: true,
  role: "user",
  phoneNumber: EXAMPLE_PROFILE.phone_number,
  suspendedAt: null,
  deleteAfter: null,
  createdAt: "2026-11-02T08:15:30.000Z",
  updatedAt: "2026-11-02T08:20:11.000Z",
  profile: { bio: EXAMPLE_PROFILE.bio, address: EXAMPLE_PROFILE.address, picture: null },
  devices: [{ name: "Chrome on macOS", isTrusted: false, lastSeenAt: "2026-12-01T09:30:00.000Z" }],
  sessions: [{ kind: "bearer", ipAddress: "203.0.113.42", expiresAt: EXAMPLE_EXPIRY }],
  outboxEmails: [
    { kind: "verify_email", recipient: EXAMPLE_USER.email, createdAt: "2026-11-02T08:15:30.000Z" },
  ],
  emailChanges: [],
  auditEvents: [{ event: "user_created", ipAddress: "203.0.113.42", createdAt: "2026-11-02T08:15:30.000Z" }],
};

/** Exporting everything stored about the user, and deleting the account. */
export const DATA_OPERATIONS: Operation[] = [
  {
    method: "post",
    path: "/api/account/data/",
    id: "exportData",
    tag: "Data and deletion",
    summary: "Export data",
    description:
      "Returns all data stored about the user, except password and token hashes. Requires authentication in the last 10 minutes, or `password` if the user has no second factor. The header `X-Session-Token` of the response then has a new token, which replaces the current one.",
    body: optionalPasswordSchema,
    bodyExample: { password: EXAMPLE_PASSWORD },
    requiresAuth: true,
    responses: {
      200: ["The user's data.", dataResponse, EXAMPLE_DATA],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "delete",
    path: "/api/account/",
    id: "deleteAccount",
    tag: "Data and deletion",
    summary: "Delete account",
    description:
      "Schedules deletion of the account and all its data in 7 days, and revokes all sessions. Requires `password`. To keep the account, log in before then and call `POST /api/account/restore/`. Logging in alone doesn't cancel the deletion.",
    body: currentPasswordSchema,
    bodyExample: { password: EXAMPLE_PASSWORD },
    requiresAuth: true,
    responses: {
      200: [
        "Deletion scheduled.",
        deletionResponse,
        {
          ...exampleSuccess(
            "Your account is scheduled for deletion in 7 days. Log in and restore it before then to keep it.",
          ),
          delete_after: "2026-12-08T09:30:00.000Z",
        },
      ],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/account/restore/",
    id: "restoreAccount",
    tag: "Data and deletion",
    summary: "Keep account",
    description:
      "Cancels the scheduled deletion of the account. Succeeds without any effect if no deletion is scheduled.",
    requiresAuth: true,
    responses: {
      200: ["Account kept.", successResponse, exampleSuccess("Your account is not scheduled for deletion.")],
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
];
