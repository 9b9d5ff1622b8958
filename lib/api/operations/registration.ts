import { checkUsernameSchema } from "@/lib/schemas/check-username";
import { emailFormSchema } from "@/lib/schemas/email-form";
import { registerSchema } from "@/lib/schemas/register";
import { tokenFormSchema } from "@/lib/schemas/token-form";
import { detailResponse, registeredResponse, successResponse, usernameResponse } from "../response-schemas";
import {
  EXAMPLE_CLIENT_DEVICE,
  EXAMPLE_LINK_TOKEN,
  EXAMPLE_PASSWORD,
  EXAMPLE_USER,
  exampleSuccess,
} from "./example-values";
import { BODY_ERRORS, COMMON_ERRORS, type Operation } from "./operation";

/** Creating an account and verifying its email address. */
export const REGISTRATION_OPERATIONS: Operation[] = [
  {
    method: "post",
    path: "/api/auth/register/",
    id: "register",
    tag: "Registration",
    summary: "Create account",
    description:
      "Creates an account and sends a verification email. All validation errors are returned together. New accounts always have the role `user`.",
    body: registerSchema,
    bodyExample: {
      username: EXAMPLE_USER.username,
      email: EXAMPLE_USER.email,
      password: EXAMPLE_PASSWORD,
      password2: EXAMPLE_PASSWORD,
      phone_number: "+442079460018",
      device: EXAMPLE_CLIENT_DEVICE,
    },
    parameters: [
      {
        name: "Idempotency-Key",
        in: "header",
        description:
          "Retrying with the same key within 24 hours returns the original response without creating another account.",
        schema: { type: "string", minLength: 1, maxLength: 255 },
        example: "signup-8f14e45f",
      },
    ],
    responses: {
      201: [
        "Account created, pending email verification.",
        registeredResponse,
        {
          ...exampleSuccess("Registration successful. Please check your email to verify your account."),
          user: { ...EXAMPLE_USER, email_verified: false },
        },
      ],
      ...BODY_ERRORS,
      409: [
        "Idempotency key reused with a different request.",
        detailResponse,
        { detail: "This Idempotency-Key was already used with a different request." },
      ],
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/check-username/",
    id: "checkUsername",
    tag: "Registration",
    summary: "Check username",
    description:
      "Tells whether a username can be registered, and suggests others if it is taken. It reserves nothing. Limited to 20 requests per minute.",
    body: checkUsernameSchema,
    bodyExample: { username: EXAMPLE_USER.username },
    responses: {
      200: [
        "Whether the username is available.",
        usernameResponse,
        { is_available: false, reason: "taken", suggestions: ["ada1815", "ada_2", "ada.l"] },
      ],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/verify-email/",
    id: "verifyEmail",
    tag: "Registration",
    summary: "Verify email",
    description:
      "Verifies the email address. The token from the verification link can be used once and expires after 6 hours.",
    body: tokenFormSchema,
    bodyExample: { token: EXAMPLE_LINK_TOKEN },
    responses: {
      200: [
        "Email address verified.",
        successResponse,
        exampleSuccess("Email verified. You can now log in."),
      ],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/resend-verification/",
    id: "resendVerification",
    tag: "Registration",
    summary: "Resend verification email",
    description:
      "Sends a new verification link. The response is the same whether or not the address has an account. Limited to 1 email per minute per address.",
    body: emailFormSchema,
    bodyExample: { email: EXAMPLE_USER.email },
    responses: {
      200: [
        "Accepted. An email is sent if the address is awaiting verification.",
        successResponse,
        exampleSuccess("If this email is awaiting verification, a new link has been sent."),
      ],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
];
