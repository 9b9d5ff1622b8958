import { tokenFormSchema } from "@/lib/schemas/token-form";
import {
  passkeyLoginSchema,
  passkeyOptionsSchema,
  requestResetSchema,
  verifyLoginSchema,
} from "@/lib/schemas/two-factor";
import { detailResponse, errorResponse, loggedInResponse, successResponse } from "../response-schemas";
import { loginRefusedResponse, passkeyLoginOptionsResponse } from "../two-factor-schemas";
import { EXAMPLE_EXPIRY, EXAMPLE_LINK_TOKEN, exampleSuccess } from "./example-values";
import { BODY_ERRORS, COMMON_ERRORS, type Operation, type Responses } from "./operation";
import {
  EXAMPLE_CEREMONY_TOKEN,
  EXAMPLE_MFA_TOKEN,
  EXAMPLE_PASSKEY_RESPONSE,
  EXAMPLE_REQUEST_OPTIONS,
  exampleRenewed,
} from "./two-factor-examples";

/** The error of a login that was not completed in time. */
const LOGIN_EXPIRED: Responses = {
  401: [
    "The login has expired.",
    errorResponse,
    { status: "error", message: "This login has expired. Log in again." },
  ],
};

/** The second step of a login, and logging in with a passkey. */
export const LOGIN_VERIFICATION_OPERATIONS: Operation[] = [
  {
    method: "post",
    path: "/api/auth/login/verify/",
    id: "verifyLogin",
    tag: "Login and logout",
    summary: "Verify login",
    description:
      "Completes a login that answered `mfa_required`, with a code of an authenticator app or a recovery code. Each code works once. After 10 minutes or 5 wrong codes the login has to start again. After 100 wrong codes in 30 days, a client that has not logged in with a second factor before needs a passkey or a recovery code. `remember_device` with a `device_token` spares the second factor on that device for 30 days.",
    body: verifyLoginSchema,
    bodyExample: { mfa_token: EXAMPLE_MFA_TOKEN, code: "492039" },
    responses: {
      200: ["Logged in.", loggedInResponse, exampleRenewed("Login successful.")],
      ...BODY_ERRORS,
      ...LOGIN_EXPIRED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/passkeys/options/",
    id: "getPasskeyLoginOptions",
    tag: "Login and logout",
    summary: "Begin passkey login",
    description:
      "Returns the options of a passkey request: to log in with a passkey alone, or with `mfa_token` to verify a login. The challenge works once, for 5 minutes.",
    body: passkeyOptionsSchema,
    bodyExample: {},
    responses: {
      200: [
        "The options.",
        passkeyLoginOptionsResponse,
        { ceremony_token: EXAMPLE_CEREMONY_TOKEN, options: EXAMPLE_REQUEST_OPTIONS },
      ],
      ...BODY_ERRORS,
      ...LOGIN_EXPIRED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/passkeys/verify/",
    id: "logInWithPasskey",
    tag: "Login and logout",
    summary: "Log in with passkey",
    description:
      "Logs in with the answer of a passkey and the `ceremony_token` of its options, or verifies the login of an `mfa_token`. On its own, the passkey must have verified the user.",
    body: passkeyLoginSchema,
    bodyExample: { ceremony_token: EXAMPLE_CEREMONY_TOKEN, response: EXAMPLE_PASSKEY_RESPONSE },
    responses: {
      200: ["Logged in.", loggedInResponse, exampleRenewed("Login successful.")],
      ...BODY_ERRORS,
      ...LOGIN_EXPIRED,
      403: [
        "The email address is not verified or the account is suspended.",
        loginRefusedResponse,
        { status: "error", message: "Your account is suspended.", suspended_until: EXAMPLE_EXPIRY },
      ],
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/two-factor-reset/",
    id: "requestTwoFactorReset",
    tag: "Login and logout",
    summary: "Request reset of two-factor authentication",
    description:
      "Emails a link to a user who has lost every second factor. Requires the `mfa_token` of a login with the right password.",
    body: requestResetSchema,
    bodyExample: { mfa_token: EXAMPLE_MFA_TOKEN },
    responses: {
      200: ["Sent.", successResponse, exampleSuccess("Reset link sent.")],
      ...BODY_ERRORS,
      ...LOGIN_EXPIRED,
      404: ["Resets by email are turned off.", detailResponse, { detail: "Not found." }],
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/two-factor-reset/start/",
    id: "startTwoFactorReset",
    tag: "Login and logout",
    summary: "Start reset of two-factor authentication",
    description:
      "Consumes the token of a reset link. After a waiting time (72 hours by default) two-factor authentication is turned off, unless the user cancels it or logs in with a second factor.",
    body: tokenFormSchema,
    bodyExample: { token: EXAMPLE_LINK_TOKEN },
    responses: {
      200: [
        "Started.",
        successResponse,
        exampleSuccess("Reset started. The user was told by email when it takes effect."),
      ],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/two-factor-reset/cancel/",
    id: "cancelTwoFactorReset",
    tag: "Login and logout",
    summary: "Cancel reset of two-factor authentication",
    description: "Consumes the token of a cancel link in an email about the reset.",
    body: tokenFormSchema,
    bodyExample: { token: EXAMPLE_LINK_TOKEN },
    responses: {
      200: ["Canceled.", successResponse, exampleSuccess("Reset canceled.")],
      ...BODY_ERRORS,
      ...COMMON_ERRORS,
    },
  },
];
