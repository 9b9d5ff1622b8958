import { profileSchema } from "@/lib/schemas/profile";
import { profileResponse, updatedProfileResponse } from "../response-schemas";
import { EXAMPLE_EXPIRY, EXAMPLE_PASSWORD, EXAMPLE_PROFILE, EXAMPLE_TOKEN } from "./example-values";
import { BODY_ERRORS, COMMON_ERRORS, type Operation, UNAUTHORIZED } from "./operation";

/** The user's profile. */
export const PROFILE_OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/api/account/",
    id: "getProfile",
    tag: "Profile",
    summary: "Get profile",
    description: "Returns the current user's profile.",
    requiresAuth: true,
    responses: { 200: ["The profile.", profileResponse, EXAMPLE_PROFILE], ...UNAUTHORIZED, ...COMMON_ERRORS },
  },
  {
    method: "patch",
    path: "/api/account/",
    id: "updateProfile",
    tag: "Profile",
    summary: "Update profile",
    description:
      "Updates the current user's profile. Omitted fields are unchanged. A new username requires authentication in the last 10 minutes, or `password` if the user has no second factor. The current token is then replaced.",
    body: profileSchema,
    bodyExample: { username: "ada_lovelace", bio: EXAMPLE_PROFILE.bio, password: EXAMPLE_PASSWORD },
    requiresAuth: true,
    responses: {
      200: [
        "The updated profile.",
        updatedProfileResponse,
        {
          ...EXAMPLE_PROFILE,
          username: "ada_lovelace",
          token: EXAMPLE_TOKEN,
          expires_at: EXAMPLE_EXPIRY,
        },
      ],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
];
