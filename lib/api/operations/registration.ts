import { checkUsernameSchema } from "@/lib/schemas/check-username";
import { emailFormSchema } from "@/lib/schemas/email-form";
import { registerSchema } from "@/lib/schemas/register";
import { tokenFormSchema } from "@/lib/schemas/token-form";
import {
  changeRegistrationEmailSchema,
  claimSchema,
  verifyCodeSchema,
  verifyEmailSchema,
} from "@/lib/schemas/verify-email";
import {
  detailResponse,
  registeredResponse,
  successResponse,
  usernameResponse,
  verificationStatusResponse,
} from "../response-schemas";
import {
  CLAIM_RESPONSE_HEADER,
  EXAMPLE_CLAIM,
  EXAMPLE_CLIENT_DEVICE,
  EXAMPLE_LINK_TOKEN,
  EXAMPLE_PASSWORD,
  EXAMPLE_REMOVAL_TOKEN,
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
    responseHeaders: { 201: [CLAIM_RESPONSE_HEADER] },
    tag: "Registration",
    summary: "Create account",
    description:
      "Creates an account and sends a verification email. All validation errors are returned together. New accounts always have the role `user`. The response has a `Registration-Claim` header; keep its value to verify the email address.",
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
      "Verifies the email address. The token from the verification link can be used once and expires after 6 hours. Send with it one proof that you know the password: the `claim` from the `Registration-Claim` header of the response to the registration, or the `password`. Someone who knows neither sends a `new_password`, which replaces the chosen one. Without a proof, the token is refused while `VERIFY_API_REQUIRES_PROOF` is on: anyone can register an address that isn't theirs.",
    body: verifyEmailSchema,
    bodyExample: { token: EXAMPLE_LINK_TOKEN, claim: EXAMPLE_CLAIM },
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
    path: "/api/auth/verify-code/",
    id: "verifyCode",
    tag: "Registration",
    summary: "Verify email by code",
    description:
      "Verifies the email address with the 6-digit code from the verification email, in place of the token. The code counts only together with the claim of the registration. It can be tried 5 times and expires with the link; the code and the link can be used once between them.",
    body: verifyCodeSchema,
    bodyExample: { claim: EXAMPLE_CLAIM, code: "482913" },
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
    path: "/api/auth/change-registration-email/",
    id: "changeRegistrationEmail",
    tag: "Registration",
    summary: "Use another address",
    description:
      "Changes the address of a registration that is not verified yet, such as one with a typing error, and sends the verification email there. The links and codes that were sent to the old address stop working.",
    body: changeRegistrationEmailSchema,
    bodyExample: { claim: EXAMPLE_CLAIM, email: EXAMPLE_USER.email },
    responses: {
      200: [
        "Address changed, pending email verification.",
        successResponse,
        exampleSuccess("Email address changed. Please check your email to verify it."),
      ],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/verification-status/",
    id: "getVerificationStatus",
    tag: "Registration",
    summary: "Get verification status",
    description:
      "Returns whether the email address is verified and what became of the newest verification email, for a client that waits. `suggested_email` is the address that was probably meant, if the domain looks like a typing error. The claim of the registration is valid until its password is replaced.",
    body: claimSchema,
    bodyExample: { claim: EXAMPLE_CLAIM },
    responses: {
      200: [
        "The status.",
        verificationStatusResponse,
        {
          email: "ada@exmaple.com",
          email_verified: false,
          delivery: "bounced",
          domain_problem: null,
          suggested_email: null,
        },
      ],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/remove-registration/",
    id: "removeRegistration",
    tag: "Registration",
    summary: "Remove registration",
    description:
      'Removes a registration at the request of whoever reads its mailbox, as long as the address is not verified. The token is in the link "This wasn\'t me: remove it" of every verification email. The username and the address can be registered again, and nothing more is sent to the address for this registration.',
    body: tokenFormSchema,
    bodyExample: { token: EXAMPLE_REMOVAL_TOKEN },
    responses: {
      200: ["Registration removed.", successResponse, exampleSuccess("Registration removed.")],
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
        "Accepted. An email is sent if the address is awaiting verification. With `ENUMERATION=strict`, an address without an account gets an email that says so, at most once an hour.",
        successResponse,
        exampleSuccess("If this email is awaiting verification, a new link has been sent."),
      ],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
];
