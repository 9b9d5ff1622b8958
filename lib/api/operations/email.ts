import { changeEmailSchema } from "@/lib/schemas/change-email";
import { tokenFormSchema } from "@/lib/schemas/token-form";
import { detailResponse, reauthenticatedResponse, successResponse } from "../response-schemas";
import {
  EXAMPLE_EXPIRY,
  EXAMPLE_LINK_TOKEN,
  EXAMPLE_PASSWORD,
  EXAMPLE_TOKEN,
  exampleSuccess,
} from "./example-values";
import { BODY_ERRORS, COMMON_ERRORS, type Operation, UNAUTHORIZED } from "./operation";

/** Changing the account's email address. */
export const EMAIL_OPERATIONS: Operation[] = [
  {
    method: "post",
    path: "/api/account/email/",
    id: "changeEmail",
    tag: "Email address",
    summary: "Change email",
    description:
      "Sends a confirmation link to the new address. The address changes once it is confirmed with its token and your bearer token. Requires authentication in the last 10 minutes, or `password` if the user has no second factor. The current token is then replaced.",
    body: changeEmailSchema,
    bodyExample: { email: "ada@new-address.example", password: EXAMPLE_PASSWORD },
    requiresAuth: true,
    responses: {
      200: [
        "Confirmation email sent.",
        reauthenticatedResponse,
        {
          ...exampleSuccess("Confirmation email sent."),
          token: EXAMPLE_TOKEN,
          expires_at: EXAMPLE_EXPIRY,
        },
      ],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "delete",
    path: "/api/account/email/",
    id: "cancelEmailChange",
    tag: "Email address",
    summary: "Cancel email change",
    description: "Invalidates the pending confirmation link, if there is one.",
    requiresAuth: true,
    responses: {
      200: ["No email change is pending.", successResponse, exampleSuccess("Email change canceled.")],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/confirm-email/",
    id: "confirmEmailChange",
    tag: "Email address",
    summary: "Confirm new email",
    description:
      "Changes the email address immediately. The token from the confirmation link can be used once and expires after 6 hours. Requires the bearer token of the account that requested the change: anyone can request a change to an address that isn't theirs. A change that an admin requested needs none.",
    body: tokenFormSchema,
    bodyExample: { token: EXAMPLE_LINK_TOKEN },
    requiresAuth: "optional",
    responses: {
      200: ["Email address changed.", successResponse, exampleSuccess("Email address changed.")],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      403: [
        "Another account requested the change, or an admin impersonates the user.",
        detailResponse,
        { detail: "Another account requested this change. Send the bearer token of that account." },
      ],
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/undo-email-change/",
    id: "undoEmailChange",
    tag: "Email address",
    summary: "Restore email address",
    description:
      "Restores the old address, revokes all sessions, removes all devices, disables the password and sends a password reset email. The token is from the security alert that was sent to the old address. It expires after 72 hours.",
    body: tokenFormSchema,
    bodyExample: { token: EXAMPLE_LINK_TOKEN },
    responses: {
      200: [
        "Email address restored.",
        successResponse,
        exampleSuccess(
          "Email address restored and all sessions revoked. A password reset email has been sent.",
        ),
      ],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
];
