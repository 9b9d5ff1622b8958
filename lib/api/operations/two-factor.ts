import { confirmIdentitySchema } from "@/lib/schemas/two-factor";
import { detailResponse } from "../response-schemas";
import {
  passkeyOptionsResponse,
  recoveryCodesResponse,
  renewedSessionResponse,
  twoFactorResponse,
} from "../two-factor-schemas";
import { exampleSuccess } from "./example-values";
import { BODY_ERRORS, COMMON_ERRORS, type Operation, UNAUTHORIZED } from "./operation";
import {
  EXAMPLE_AUTHENTICATOR,
  EXAMPLE_PASSKEY,
  EXAMPLE_REQUEST_OPTIONS,
  exampleRenewed,
  withRecoveryCodes,
} from "./two-factor-examples";

/** What operations that change second factors require. */
export const RECENT_AUTHENTICATION =
  "Requires authentication in the last 10 minutes: with the second factor if the user has one. See `/api/account/confirm/`.";

/** Confirming the identity, the second factors of the user, and recovery codes. */
export const TWO_FACTOR_OPERATIONS: Operation[] = [
  {
    method: "post",
    path: "/api/account/confirm/",
    id: "confirmIdentity",
    tag: "Two-factor authentication",
    summary: "Confirm identity",
    description:
      "Confirms that it is the owner who uses the session, before a sensitive action: with `code` or `passkey` if the user has a second factor, otherwise with `password`. Replaces the current token.",
    body: confirmIdentitySchema,
    bodyExample: { code: "492039" },
    requiresAuth: true,
    responses: {
      200: [
        "Confirmed. The old token no longer works.",
        renewedSessionResponse,
        exampleRenewed("Identity confirmed."),
      ],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/account/confirm/options/",
    id: "getConfirmationOptions",
    tag: "Two-factor authentication",
    summary: "Begin confirmation with passkey",
    description: "Returns the options of a passkey request whose answer confirms the identity.",
    requiresAuth: true,
    responses: {
      200: ["The options.", passkeyOptionsResponse, EXAMPLE_REQUEST_OPTIONS],
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "get",
    path: "/api/account/two-factor/",
    id: "getTwoFactor",
    tag: "Two-factor authentication",
    summary: "Get two-factor methods",
    description: "Returns the second factors of the user, the one used last first.",
    requiresAuth: true,
    responses: {
      200: [
        "The methods.",
        twoFactorResponse,
        {
          is_on: true,
          authenticators: [EXAMPLE_AUTHENTICATOR],
          passkeys: [EXAMPLE_PASSKEY],
          remaining_recovery_codes: 9,
        },
      ],
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/account/two-factor/recovery-codes/",
    id: "regenerateRecoveryCodes",
    tag: "Two-factor authentication",
    summary: "Create new recovery codes",
    description: `Replaces the recovery codes. The old ones no longer work. Ends the trust in all devices. ${RECENT_AUTHENTICATION}`,
    requiresAuth: true,
    responses: {
      200: [
        "The codes. This example is shortened.",
        recoveryCodesResponse,
        withRecoveryCodes(exampleSuccess("Recovery codes created. The old ones no longer work.")),
      ],
      404: ["The user has no second factor.", detailResponse, { detail: "Not found." }],
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
];
