import { checkUsernameSchema } from "@/lib/schemas/check-username";
import { emailFormSchema } from "@/lib/schemas/email-form";
import { registerSchema } from "@/lib/schemas/register";
import { tokenFormSchema } from "@/lib/schemas/token-form";
import { detailResponse, registeredResponse, successResponse, usernameResponse } from "../response-schemas";
import { BODY_ERRORS, COMMON_ERRORS, type Operation } from "./operation";

/** Creating an account and verifying its email address. */
export const REGISTRATION_OPERATIONS: Operation[] = [
  {
    method: "post",
    path: "/api/auth/register/",
    id: "register",
    tag: "Sign-up",
    summary: "Create account",
    description:
      "Creates an account and sends a verification email. All validation errors are returned together. New accounts always have the role `user`.",
    body: registerSchema,
    parameters: [
      {
        name: "Idempotency-Key",
        in: "header",
        description:
          "Retrying with the same key within 24 hours returns the original response without creating another account.",
        schema: { type: "string", minLength: 1, maxLength: 255 },
      },
    ],
    responses: {
      201: ["Account created, pending email verification.", registeredResponse],
      ...BODY_ERRORS,
      409: ["Idempotency key reused with a different request.", detailResponse],
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/check-username/",
    id: "checkUsername",
    tag: "Sign-up",
    summary: "Check username",
    description:
      "Tells whether a username can be registered, and suggests others if it is taken. It reserves nothing. Limited to 20 requests per minute.",
    body: checkUsernameSchema,
    responses: {
      200: ["Whether the username is available.", usernameResponse],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/verify-email/",
    id: "verifyEmail",
    tag: "Sign-up",
    summary: "Verify email",
    description:
      "Verifies the email address using the token from the verification link. Single use; expires after 6 hours.",
    body: tokenFormSchema,
    responses: {
      200: ["Email address verified.", successResponse],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/resend-verification/",
    id: "resendVerification",
    tag: "Sign-up",
    summary: "Resend verification email",
    description:
      "Sends a new verification link. The response is the same whether or not the address has an account. Limited to 1 email per minute per address.",
    body: emailFormSchema,
    responses: {
      200: ["Accepted. An email is sent if the address is awaiting verification.", successResponse],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
];
