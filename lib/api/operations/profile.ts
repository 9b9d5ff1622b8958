import { currentPasswordSchema } from "@/lib/schemas/current-password";
import { profileSchema } from "@/lib/schemas/profile";
import {
  deletionResponse,
  profileResponse,
  successResponse,
  updatedProfileResponse,
} from "../response-schemas";
import { BODY_ERRORS, COMMON_ERRORS, type Operation, UNAUTHORIZED } from "./operation";

/** The user's profile, and deleting the account. */
export const PROFILE_OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/api/account/",
    id: "getProfile",
    tag: "Account",
    summary: "Get profile",
    description: "Returns the current user's profile.",
    requiresAuth: true,
    responses: { 200: ["The profile.", profileResponse], ...UNAUTHORIZED, ...COMMON_ERRORS },
  },
  {
    method: "patch",
    path: "/api/account/",
    id: "updateProfile",
    tag: "Account",
    summary: "Update profile",
    description:
      "Updates the current user's profile. Omitted fields are unchanged. A new username requires `password` unless it was verified in the last 10 minutes; the current token is then replaced.",
    body: profileSchema,
    requiresAuth: true,
    responses: {
      200: ["The updated profile.", updatedProfileResponse],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "delete",
    path: "/api/account/",
    id: "deleteAccount",
    tag: "Account",
    summary: "Delete account",
    description:
      "Schedules deletion of the account and all its data in 7 days, and revokes all sessions. Requires `password`. To keep the account, log in before then and call `/api/account/restore/`. Logging in alone doesn't cancel the deletion.",
    body: currentPasswordSchema,
    requiresAuth: true,
    responses: {
      200: ["Deletion scheduled.", deletionResponse],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/account/restore/",
    id: "restoreAccount",
    tag: "Account",
    summary: "Keep account",
    description:
      "Cancels the scheduled deletion of the account. Succeeds without any effect if no deletion is scheduled.",
    requiresAuth: true,
    responses: { 200: ["Account kept.", successResponse], ...UNAUTHORIZED, ...COMMON_ERRORS },
  },
];
