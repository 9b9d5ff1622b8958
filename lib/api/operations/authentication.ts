import { loginSchema } from "@/lib/schemas/login";
import { tokenFormSchema } from "@/lib/schemas/token-form";
import { errorResponse, loggedInResponse, successResponse, userResponse } from "../response-schemas";
import {
  EXAMPLE_CLIENT_DEVICE,
  EXAMPLE_EXPIRY,
  EXAMPLE_LINK_TOKEN,
  EXAMPLE_PASSWORD,
  EXAMPLE_TOKEN,
  EXAMPLE_USER,
  exampleSuccess,
} from "./example-values";
import { BODY_ERRORS, COMMON_ERRORS, type Operation, UNAUTHORIZED } from "./operation";

/** Logging in and out, the current user, and reporting a login that wasn't the user's. */
export const AUTHENTICATION_OPERATIONS: Operation[] = [
  {
    method: "post",
    path: "/api/auth/login/",
    id: "login",
    tag: "Login and logout",
    summary: "Log in",
    description:
      "Returns a bearer token. A login without a `device_token` that the account knows counts as a login from a new device, and the user is notified by email.",
    body: loginSchema,
    bodyExample: { email: EXAMPLE_USER.email, password: EXAMPLE_PASSWORD, device: EXAMPLE_CLIENT_DEVICE },
    responses: {
      200: [
        "Logged in.",
        loggedInResponse,
        { ...exampleSuccess("Login successful."), token: EXAMPLE_TOKEN, expires_at: EXAMPLE_EXPIRY },
      ],
      ...BODY_ERRORS,
      401: [
        "Incorrect email or password.",
        errorResponse,
        { status: "error", message: "Incorrect email or password." },
      ],
      403: [
        "The password is correct, but the email address is not verified or the account is suspended.",
        errorResponse,
        { status: "error", message: "Your email address is not verified." },
      ],
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
    description: "Returns the authenticated user.",
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
      "Revokes all sessions, removes all devices, disables the password and sends a password reset email. The token is from a security alert about a new login or a changed password. It can be used once and expires after 72 hours.",
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
