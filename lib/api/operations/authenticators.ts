import { confirmAuthenticatorSchema, renameMethodSchema } from "@/lib/schemas/two-factor";
import { MAX_APPS } from "@/lib/two-factor/add-authenticator-app";
import { successResponse } from "../response-schemas";
import {
  addedMethodResponse,
  authenticatorListResponse,
  authenticatorSetupResponse,
  renamedMethodResponse,
} from "../two-factor-schemas";
import { exampleSuccess } from "./example-values";
import {
  BODY_ERRORS,
  COMMON_ERRORS,
  idParameter,
  NOT_FOUND,
  type Operation,
  UNAUTHORIZED,
  VALIDATION_ERROR,
} from "./operation";
import { RECENT_AUTHENTICATION } from "./two-factor";
import {
  EXAMPLE_AUTHENTICATOR,
  EXAMPLE_SETUP,
  exampleRenewed,
  withRecoveryCodes,
} from "./two-factor-examples";

const ID_PARAMETER = idParameter("ID of the authenticator app.", EXAMPLE_AUTHENTICATOR.id);

/** The authenticator apps of the user. */
export const AUTHENTICATOR_OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/api/account/two-factor/authenticators/",
    id: "listAuthenticators",
    tag: "Two-factor authentication",
    summary: "List authenticator apps",
    description: "Lists the authenticator apps of the user, the one used last first.",
    requiresAuth: true,
    responses: {
      200: ["Authenticator apps.", authenticatorListResponse, { results: [EXAMPLE_AUTHENTICATOR] }],
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/account/two-factor/authenticators/",
    id: "startAuthenticator",
    tag: "Two-factor authentication",
    summary: "Start authenticator app setup",
    description: `Returns a new key for an authenticator app (TOTP: SHA-1, 6 digits, 30 seconds). It counts once its first code is confirmed, within 30 minutes. A user can have ${MAX_APPS}. ${RECENT_AUTHENTICATION}`,
    requiresAuth: true,
    responses: {
      201: ["The key.", authenticatorSetupResponse, EXAMPLE_SETUP],
      ...VALIDATION_ERROR,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/account/two-factor/authenticators/{id}/confirm/",
    id: "confirmAuthenticator",
    tag: "Two-factor authentication",
    summary: "Add authenticator app",
    description: `Finishes the setup with a code that the app shows. The first method comes with recovery codes. Ends the trust in all devices and replaces the current token. ${RECENT_AUTHENTICATION}`,
    body: confirmAuthenticatorSchema,
    bodyExample: { code: "492039", name: "Phone" },
    parameters: [ID_PARAMETER],
    requiresAuth: true,
    responses: {
      200: [
        "Added. The old token no longer works.",
        addedMethodResponse,
        withRecoveryCodes(exampleRenewed("Authenticator app added.")),
      ],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...NOT_FOUND,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "patch",
    path: "/api/account/two-factor/authenticators/{id}/",
    id: "renameAuthenticator",
    tag: "Two-factor authentication",
    summary: "Rename authenticator app",
    description: "Renames an authenticator app.",
    body: renameMethodSchema,
    bodyExample: { name: "Phone" },
    parameters: [ID_PARAMETER],
    requiresAuth: true,
    responses: {
      200: ["The new name.", renamedMethodResponse, { id: EXAMPLE_AUTHENTICATOR.id, name: "Phone" }],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...NOT_FOUND,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "delete",
    path: "/api/account/two-factor/authenticators/{id}/",
    id: "removeAuthenticator",
    tag: "Two-factor authentication",
    summary: "Remove authenticator app",
    description: `Removes an authenticator app and ends the trust in all devices. Without a method, two-factor authentication is off. ${RECENT_AUTHENTICATION}`,
    parameters: [ID_PARAMETER],
    requiresAuth: true,
    responses: {
      200: ["Removed.", successResponse, exampleSuccess("Authenticator app removed.")],
      ...UNAUTHORIZED,
      ...NOT_FOUND,
      ...COMMON_ERRORS,
    },
  },
];
