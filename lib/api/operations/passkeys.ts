import { addPasskeySchema, renameMethodSchema } from "@/lib/schemas/two-factor";
import { successResponse } from "../response-schemas";
import {
  addedMethodResponse,
  passkeyListResponse,
  passkeyOptionsResponse,
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
  EXAMPLE_CREATION_OPTIONS,
  EXAMPLE_NEW_PASSKEY,
  EXAMPLE_PASSKEY,
  exampleRenewed,
  withRecoveryCodes,
} from "./two-factor-examples";

const ID_PARAMETER = idParameter("ID of the passkey.", EXAMPLE_PASSKEY.id);

/** The passkeys of the user. */
export const PASSKEY_OPERATIONS: Operation[] = [
  {
    method: "post",
    path: "/api/account/two-factor/passkeys/options/",
    id: "getPasskeyOptions",
    tag: "Two-factor authentication",
    summary: "Begin adding a passkey",
    description: `Returns the options to create a passkey with. The challenge works once, for 5 minutes. ${RECENT_AUTHENTICATION}`,
    requiresAuth: true,
    responses: {
      200: ["The options.", passkeyOptionsResponse, EXAMPLE_CREATION_OPTIONS],
      ...VALIDATION_ERROR,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "get",
    path: "/api/account/two-factor/passkeys/",
    id: "listPasskeys",
    tag: "Two-factor authentication",
    summary: "List passkeys",
    description: "Lists the passkeys of the user, the one used last first.",
    requiresAuth: true,
    responses: {
      200: ["Passkeys.", passkeyListResponse, { results: [EXAMPLE_PASSKEY] }],
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/account/two-factor/passkeys/",
    id: "addPasskey",
    tag: "Two-factor authentication",
    summary: "Add passkey",
    description: `Adds the passkey that was created with the options. It is named after its provider, if that is known. The first method comes with recovery codes. Ends the trust in all devices and replaces the current token. ${RECENT_AUTHENTICATION}`,
    body: addPasskeySchema,
    bodyExample: { response: EXAMPLE_NEW_PASSKEY },
    requiresAuth: true,
    responses: {
      201: [
        "Added. The old token no longer works.",
        addedMethodResponse,
        withRecoveryCodes(exampleRenewed("Passkey added.")),
      ],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "patch",
    path: "/api/account/two-factor/passkeys/{id}/",
    id: "renamePasskey",
    tag: "Two-factor authentication",
    summary: "Rename passkey",
    description: "Renames a passkey.",
    body: renameMethodSchema,
    bodyExample: { name: "Laptop" },
    parameters: [ID_PARAMETER],
    requiresAuth: true,
    responses: {
      200: ["The new name.", renamedMethodResponse, { id: EXAMPLE_PASSKEY.id, name: "Laptop" }],
      ...BODY_ERRORS,
      ...UNAUTHORIZED,
      ...NOT_FOUND,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "delete",
    path: "/api/account/two-factor/passkeys/{id}/",
    id: "removePasskey",
    tag: "Two-factor authentication",
    summary: "Remove passkey",
    description: `Removes a passkey and ends the trust in all devices. Without a method, two-factor authentication is off. ${RECENT_AUTHENTICATION}`,
    parameters: [ID_PARAMETER],
    requiresAuth: true,
    responses: {
      200: ["Removed.", successResponse, exampleSuccess("Passkey removed.")],
      ...UNAUTHORIZED,
      ...NOT_FOUND,
      ...COMMON_ERRORS,
    },
  },
];
