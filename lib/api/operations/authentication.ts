import * as z from "zod";
import { confirmLoginSchema } from "@/lib/schemas/confirm-login";
import { loginSchema } from "@/lib/schemas/login";
import { tokenFormSchema } from "@/lib/schemas/token-form";
import {
  confirmationRequiredResponse,
  detailResponse,
  errorResponse,
  loggedInResponse,
  successResponse,
  userResponse,
  validationResponse,
} from "../response-schemas";
import { loginRefusedResponse, mfaRequiredResponse, wrongCodeResponse } from "../two-factor-schemas";
import {
  CLAIM_RESPONSE_HEADER,
  EXAMPLE_CLIENT_DEVICE,
  EXAMPLE_EXPIRY,
  EXAMPLE_LINK_TOKEN,
  EXAMPLE_PASSWORD,
  EXAMPLE_TOKEN,
  EXAMPLE_USER,
  exampleSuccess,
} from "./example-values";
import { BODY_ERRORS, COMMON_ERRORS, type Operation, UNAUTHORIZED } from "./operation";
import { EXAMPLE_MFA_TOKEN } from "./two-factor-examples";

const EXAMPLE_LOGIN = {
  ...exampleSuccess("Login successful."),
  token: EXAMPLE_TOKEN,
  expires_at: EXAMPLE_EXPIRY,
};

const EXAMPLE_WRONG_CODE = {
  status: "error",
  message: "Validation failed",
  errors: { code: ["Incorrect code."] },
  mfa_token: EXAMPLE_MFA_TOKEN,
  methods: ["authenticator", "recovery_code"],
  expires_in: 600,
};

/** Logging in and out, the current user, and reporting a login that wasn't the user's. */
export const AUTHENTICATION_OPERATIONS: Operation[] = [
  {
    method: "post",
    path: "/api/auth/login/",
    id: "login",
    responseHeaders: { 403: [CLAIM_RESPONSE_HEADER] },
    tag: "Login and logout",
    summary: "Log in",
    description:
      "Returns a bearer token. By default it is valid until you log out, for 30 days of inactivity, and for at most 90 days; for admins, 30 minutes and 12 hours. An account has at most 50 sessions: a further login ends the one that was unused for longest. A login without a `device_token` that the account knows counts as a login from a new device: its owner is notified by email. If the user has a second factor, the response is `mfa_required` instead of a token, and `/api/auth/login/verify/` completes the login. With `code` beside the password, one request does both.",
    body: loginSchema,
    bodyExample: { email: EXAMPLE_USER.email, password: EXAMPLE_PASSWORD, device: EXAMPLE_CLIENT_DEVICE },
    responses: {
      200: [
        "Logged in; `mfa_required` if the login waits for the second factor; or `confirmation_required` if too many logins to the account have failed. If the password is correct then, the user gets an email with a link that finishes the login. The response doesn't reveal whether it is.",
        z.union([loggedInResponse, mfaRequiredResponse, confirmationRequiredResponse]),
        EXAMPLE_LOGIN,
      ],
      ...BODY_ERRORS,
      400: [
        "Validation failed, or the body could not be parsed. If only the code was wrong, the response has an `mfa_token` as well: another code completes the login at `/api/auth/login/verify/`.",
        z.union([validationResponse, wrongCodeResponse, detailResponse]),
        EXAMPLE_WRONG_CODE,
      ],
      401: [
        "Incorrect email or password.",
        errorResponse,
        { status: "error", message: "Incorrect email or password." },
      ],
      403: [
        "The password is correct, but the email address is not verified or the account is suspended. If it is not verified, the response has a `Registration-Claim` header.",
        loginRefusedResponse,
        { status: "error", message: "Your email address is not verified." },
      ],
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/confirm-login/",
    id: "confirmLogin",
    tag: "Login and logout",
    summary: "Finish logging in",
    description:
      "Returns a bearer token for the token from the email that follows a login with `confirmation_required`. The token from the email can be used once. It expires after an hour, and when the password is changed.",
    body: confirmLoginSchema,
    bodyExample: { token: EXAMPLE_LINK_TOKEN, device: EXAMPLE_CLIENT_DEVICE },
    responses: {
      200: ["Logged in.", loggedInResponse, EXAMPLE_LOGIN],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/logout/",
    id: "logout",
    tag: "Login and logout",
    summary: "Log out",
    description: "Revokes the current token.",
    requiresAuth: true,
    responses: {
      200: ["Logged out.", successResponse, exampleSuccess("Logged out.")],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "get",
    path: "/api/auth/me/",
    id: "getCurrentUser",
    tag: "Login and logout",
    summary: "Get current user",
    description:
      "Returns the authenticated user. While an admin impersonates somebody in this session, that is the impersonated user: see `/api/admin/impersonation/`.",
    requiresAuth: true,
    responses: { 200: ["The user.", userResponse, EXAMPLE_USER], ...UNAUTHORIZED, ...COMMON_ERRORS },
  },
  {
    method: "post",
    path: "/api/auth/report-login/",
    id: "reportLogin",
    tag: "Login and logout",
    summary: "Secure account",
    description:
      "Revokes all sessions, removes all devices, disables the password and sends a password reset email. The second factors and recovery codes that were added since the alert are removed, too. The token is from the link in a security alert. It can be used once and expires after 72 hours.",
    body: tokenFormSchema,
    bodyExample: { token: EXAMPLE_LINK_TOKEN },
    responses: {
      200: [
        "Account secured.",
        successResponse,
        exampleSuccess(
          "All sessions revoked and the password disabled. A password reset email has been sent.",
        ),
      ],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
];
