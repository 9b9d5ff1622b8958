import { changePasswordSchema } from "@/lib/schemas/change-password";
import { emailFormSchema } from "@/lib/schemas/email-form";
import { serializer } from "@/lib/schemas/fields";
import { newPasswordSchema } from "@/lib/schemas/new-password";
import { tokenFormSchema } from "@/lib/schemas/token-form";
import { passwordChangedResponse, successResponse } from "../response-schemas";
import {
  EXAMPLE_EXPIRY,
  EXAMPLE_LINK_TOKEN,
  EXAMPLE_PASSWORD,
  EXAMPLE_TOKEN,
  EXAMPLE_USER,
  exampleSuccess,
} from "./example-values";
import { BODY_ERRORS, COMMON_ERRORS, type Operation, UNAUTHORIZED } from "./operation";

/** Resetting a forgotten password and changing a known one. */
export const PASSWORD_OPERATIONS: Operation[] = [
  {
    method: "post",
    path: "/api/auth/forgot-password/",
    id: "forgotPassword",
    tag: "Passwords",
    summary: "Send reset link",
    description:
      "Sends a password reset link. The response is the same whether or not the address has an account.",
    body: emailFormSchema,
    bodyExample: { email: EXAMPLE_USER.email },
    responses: {
      200: [
        "Accepted. An email is sent if the address has an account. With `ENUMERATION=strict`, an address without an account gets an email that says so, at most once an hour.",
        successResponse,
        exampleSuccess("If an account exists for this email, a reset link has been sent."),
      ],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/reset-password/",
    id: "resetPassword",
    tag: "Passwords",
    summary: "Reset password",
    description:
      "Sets a new password, revokes all sessions and removes the trust from all devices. Does not log the user in. The token from the reset link can be used once and expires after 1 hour.",
    body: serializer({ ...tokenFormSchema.shape, ...newPasswordSchema({}).shape }),
    bodyExample: { token: EXAMPLE_LINK_TOKEN, password: EXAMPLE_PASSWORD, password2: EXAMPLE_PASSWORD },
    responses: {
      200: ["Password reset.", successResponse, exampleSuccess("Password reset. You can now log in.")],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/accept-invitation/",
    id: "acceptInvitation",
    tag: "Passwords",
    summary: "Accept invitation",
    description:
      "Sets the first password of somebody whom an admin invited, and verifies their email address. Does not log the user in. The token from the invitation can be used once and expires after 7 days.",
    body: serializer({ ...tokenFormSchema.shape, ...newPasswordSchema({}).shape }),
    bodyExample: { token: EXAMPLE_LINK_TOKEN, password: EXAMPLE_PASSWORD, password2: EXAMPLE_PASSWORD },
    responses: {
      200: ["Password set.", successResponse, exampleSuccess("Invitation accepted. You can now log in.")],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/account/password/",
    id: "changePassword",
    tag: "Passwords",
    summary: "Change password",
    description:
      "Sets a new password, revokes all other sessions and removes the trust from all devices. The current token is replaced.",
    body: changePasswordSchema({}),
    bodyExample: {
      current_password: "my-old-password-1815",
      password: EXAMPLE_PASSWORD,
      password2: EXAMPLE_PASSWORD,
    },
    requiresAuth: true,
    responses: {
      200: [
        "Password changed. The old token no longer works.",
        passwordChangedResponse,
        {
          ...exampleSuccess("Password changed. All other sessions revoked."),
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
