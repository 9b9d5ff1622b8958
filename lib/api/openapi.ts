import * as z from "zod";
import { ROLES, SORTS } from "@/lib/admin/list-users-query";
import { env } from "@/lib/config/env";
import { changeDeviceSchema } from "@/lib/schemas/change-device";
import { changeEmailSchema } from "@/lib/schemas/change-email";
import { changePasswordSchema } from "@/lib/schemas/change-password";
import { currentPasswordSchema } from "@/lib/schemas/current-password";
import { emailFormSchema } from "@/lib/schemas/email-form";
import { serializer } from "@/lib/schemas/fields";
import { loginSchema } from "@/lib/schemas/login";
import { newPasswordSchema } from "@/lib/schemas/new-password";
import { profileSchema } from "@/lib/schemas/profile";
import { registerSchema } from "@/lib/schemas/register";
import { tokenFormSchema } from "@/lib/schemas/token-form";
import * as schemas from "./response-schemas";

type JsonObject = Record<string, unknown>;

/** One thing that the API does, as its description says it. */
export type Operation = {
  method: "get" | "post" | "put" | "patch" | "delete";
  path: string;
  id: string;
  tag: "Registration" | "Log-in" | "Account" | "Administration";
  summary: string;
  text: string;
  body?: z.core.$ZodType;
  /** Read as it is, not as JSON or a form: the types that it may have. */
  requestContentTypes?: string[];
  /** What a 200 is, where it is not JSON. */
  responseType?: string;
  requiresAuth?: true;
  parameters?: JsonObject[];
  responses: Record<number, [text: string, schema: z.ZodType]>;
};

const BAD_REQUEST: Operation["responses"] = {
  400: [
    "Something is wrong with the fields, or the body cannot be read.",
    z.union([schemas.validationResponse, schemas.detailResponse]),
  ],
  413: ["The body is larger than 64 KiB.", schemas.detailResponse],
  415: ["The body is neither JSON nor a form.", schemas.detailResponse],
};
const COMMON_ERRORS: Operation["responses"] = {
  429: ["Too often; `Retry-After` says when to come back, in seconds.", schemas.detailResponse],
  500: ["An error nobody expected, with the id under which it is in the log.", schemas.detailResponse],
  503: [
    "Too much at once, or a service that is needed does not answer; `Retry-After` says when to come back, in seconds.",
    schemas.detailResponse,
  ],
};
const UNAUTHORIZED: Operation["responses"] = {
  401: ["No valid bearer token was sent.", schemas.detailResponse],
};

const NOT_FOUND: Operation["responses"] = {
  404: ["There is none, or it is somebody else's.", schemas.detailResponse],
};
const ID = {
  name: "id",
  in: "path",
  required: true,
  description: "As listed.",
  schema: { type: "string", format: "uuid" },
};

/** Everything that the API does. */
export const OPERATIONS: Operation[] = [
  {
    method: "post",
    path: "/api/auth/register/",
    id: "register",
    tag: "Registration",
    summary: "Create an account",
    text: "Creates the account and sends its verification mail. All that is wrong is flash at once. EmptyState registers as more than a user.",
    body: registerSchema,
    parameters: [
      {
        name: "Idempotency-Key",
        in: "header",
        description:
          "The same request under the same key, within 24 hours, gets the same answer and makes no second account.",
        schema: { type: "string", minLength: 1, maxLength: 255 },
      },
    ],
    responses: {
      201: ["The account is made; its address waits to be verified.", schemas.registeredResponse],
      ...BAD_REQUEST,
      409: ["The key was used for another request.", schemas.detailResponse],
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/verify-email/",
    id: "verifyEmail",
    tag: "Registration",
    summary: "Verify an address",
    text: "Uses the token of the mail's link. It works once, for six hours.",
    body: tokenFormSchema,
    responses: {
      200: ["The address is verified.", schemas.successResponse],
      ...BAD_REQUEST,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/resend-verification/",
    id: "resendVerification",
    tag: "Registration",
    summary: "Send the mail again",
    text: "Answers alike whether or not the address is known. One mail a minute to an address.",
    body: emailFormSchema,
    responses: {
      200: ["If the address waits, a mail is on its way.", schemas.successResponse],
      ...BAD_REQUEST,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/login/",
    id: "login",
    tag: "Log-in",
    summary: "Log in",
    text: "Gives a token that opens the account until it is logged out, or for 30 days unused.",
    body: loginSchema,
    responses: {
      200: ["Logged in.", schemas.loggedInResponse],
      ...BAD_REQUEST,
      401: ["The email or the password is wrong.", schemas.errorResponse],
      403: [
        "The password is right, but the address is not verified, or the account is suspended.",
        schemas.errorResponse,
      ],
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/logout/",
    id: "logout",
    tag: "Log-in",
    summary: "Log out",
    text: "Ends the token's session.",
    requiresAuth: true,
    responses: {
      200: ["Logged out.", schemas.successResponse],
      ...BAD_REQUEST,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "get",
    path: "/api/auth/me/",
    id: "me",
    tag: "Log-in",
    summary: "Who is logged in",
    text: "The user whose token it is.",
    requiresAuth: true,
    responses: { 200: ["The user.", schemas.userResponse], ...UNAUTHORIZED, ...COMMON_ERRORS },
  },
  {
    method: "post",
    path: "/api/auth/forgot-password/",
    id: "forgotPassword",
    tag: "Log-in",
    summary: "Ask for a link to choose a new password",
    text: "Answers alike whether or not the address is known.",
    body: emailFormSchema,
    responses: {
      200: ["If the address is known, a mail is on its way.", schemas.successResponse],
      ...BAD_REQUEST,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/auth/reset-password/",
    id: "resetPassword",
    tag: "Log-in",
    summary: "Choose a new password",
    text: "Uses the token of the mail's link, once, within an hour. Every session is over afterwards; nobody is logged in.",
    body: serializer({ ...tokenFormSchema.shape, ...newPasswordSchema({}).shape }),
    responses: {
      200: ["The password was changed.", schemas.successResponse],
      ...BAD_REQUEST,
      ...COMMON_ERRORS,
    },
  },
  ...(
    [
      ["confirm-email", "confirmEmail", "Confirm a new address", "The new address counts from now on."],
      [
        "undo-email-change",
        "undoEmailChange",
        "Take an old address back",
        "Every session is over, and a mail to choose a new password is on its way. For 72 hours after the change.",
      ],
      [
        "reportUnrecognizedLogin-login",
        "disownLogin",
        "Shut everybody out",
        "With the token of the notice of a new log-in, or of a new password. Every session is over, the password works no longer, and a mail to choose a new one is on its way.",
      ],
    ] as const
  ).map(
    ([path, id, summary, text]): Operation => ({
      method: "post",
      path: `/api/auth/${path}/`,
      id,
      tag: "Account",
      summary,
      text,
      body: tokenFormSchema,
      responses: { 200: ["Done.", schemas.successResponse], ...BAD_REQUEST, ...COMMON_ERRORS },
    }),
  ),
  {
    method: "get",
    path: "/api/account/",
    id: "readProfile",
    tag: "Account",
    summary: "Read the profile",
    text: "Of the user whose token it is.",
    requiresAuth: true,
    responses: { 200: ["The profile.", schemas.profileResponse], ...UNAUTHORIZED, ...COMMON_ERRORS },
  },
  {
    method: "patch",
    path: "/api/account/",
    id: "updateProfile",
    tag: "Account",
    summary: "Change the profile",
    text: "What is left out stays as it is.",
    body: profileSchema,
    requiresAuth: true,
    responses: {
      200: ["The profile as it is now.", schemas.profileResponse],
      ...BAD_REQUEST,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "delete",
    path: "/api/account/",
    id: "deleteAccount",
    tag: "Account",
    summary: "Delete the account",
    text: "In seven days, with all that belongs to it; to log in before undoes it. Every session is over.",
    body: currentPasswordSchema,
    requiresAuth: true,
    responses: {
      200: ["It is planned.", schemas.deletionResponse],
      ...BAD_REQUEST,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/account/password/",
    id: "changePassword",
    tag: "Account",
    summary: "Change the password",
    text: "Every other session is over afterwards.",
    body: changePasswordSchema({}),
    requiresAuth: true,
    responses: {
      200: ["It was changed.", schemas.successResponse],
      ...BAD_REQUEST,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "post",
    path: "/api/account/email/",
    id: "changeEmail",
    tag: "Account",
    summary: "Ask for another address",
    text: "It counts once its mail was answered. The password is needed where it was not asked for in the last ten minutes.",
    body: changeEmailSchema,
    requiresAuth: true,
    responses: {
      200: ["A mail is on its way.", schemas.successResponse],
      ...BAD_REQUEST,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "delete",
    path: "/api/account/email/",
    id: "cancelEmailChange",
    tag: "Account",
    summary: "Call a change of address off",
    text: "The link that was sent to the new address does nothing any more.",
    requiresAuth: true,
    responses: {
      200: ["None is waiting.", schemas.successResponse],
      ...BAD_REQUEST,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "get",
    path: "/api/account/picture/",
    id: "readPicture",
    tag: "Account",
    summary: "Read the picture",
    text: "A WebP of 256 by 256 pixels.",
    responseType: "image/webp",
    requiresAuth: true,
    responses: { 200: ["The picture.", z.any()], ...UNAUTHORIZED, ...NOT_FOUND, ...COMMON_ERRORS },
  },
  {
    method: "put",
    path: "/api/account/picture/",
    id: "changePicture",
    tag: "Account",
    summary: "Change the picture",
    text: "The file as the body, up to 5 MB. It is turned, cut and shrunk; what a camera writes into it is left out.",
    requestContentTypes: ["image/jpeg", "image/png", "image/webp", "image/gif"],
    requiresAuth: true,
    responses: {
      200: ["It was changed.", schemas.successResponse],
      400: BAD_REQUEST[400] as Operation["responses"][number],
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "delete",
    path: "/api/account/picture/",
    id: "removePicture",
    tag: "Account",
    summary: "Remove the picture",
    text: "If there is one.",
    requiresAuth: true,
    responses: { 200: ["It is gone.", schemas.successResponse], ...UNAUTHORIZED, ...COMMON_ERRORS },
  },
  {
    method: "get",
    path: "/api/account/sessions/",
    id: "listSessions",
    tag: "Account",
    summary: "List the sessions",
    text: "Where the user is logged in, in browsers and by tokens.",
    requiresAuth: true,
    responses: { 200: ["The sessions.", schemas.sessionListResponse], ...UNAUTHORIZED, ...COMMON_ERRORS },
  },
  {
    method: "delete",
    path: "/api/account/sessions/",
    id: "revokeOtherSessions",
    tag: "Account",
    summary: "End all other sessions",
    text: "All but the one that asks.",
    requiresAuth: true,
    responses: { 200: ["They are over.", schemas.revokedResponse], ...UNAUTHORIZED, ...COMMON_ERRORS },
  },
  {
    method: "delete",
    path: "/api/account/sessions/{id}/",
    id: "revokeSessionToken",
    tag: "Account",
    summary: "End a session",
    text: "It is refused from the next request on.",
    parameters: [ID],
    requiresAuth: true,
    responses: {
      200: ["It is over.", schemas.successResponse],
      ...UNAUTHORIZED,
      ...NOT_FOUND,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "get",
    path: "/api/account/devices/",
    id: "listDevices",
    tag: "Account",
    summary: "List the devices",
    text: "On which the user was seen.",
    requiresAuth: true,
    responses: { 200: ["The devices.", schemas.deviceListResponse], ...UNAUTHORIZED, ...COMMON_ERRORS },
  },
  {
    method: "patch",
    path: "/api/account/devices/{id}/",
    id: "changeDevice",
    tag: "Account",
    summary: "Rename or trust a device",
    text: "What is left out stays as it is. To trust one, the password is needed where it was not asked for in the last ten minutes.",
    body: changeDeviceSchema,
    parameters: [ID],
    requiresAuth: true,
    responses: {
      200: ["The device as it is now.", schemas.deviceResponse],
      ...BAD_REQUEST,
      ...UNAUTHORIZED,
      ...NOT_FOUND,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "delete",
    path: "/api/account/devices/{id}/",
    id: "removeDevice",
    tag: "Account",
    summary: "Forget a device",
    text: "Its sessions are over.",
    parameters: [ID],
    requiresAuth: true,
    responses: {
      200: ["It is forgotten.", schemas.successResponse],
      ...UNAUTHORIZED,
      ...NOT_FOUND,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "get",
    path: "/api/account/activity/",
    id: "listActivity",
    tag: "Account",
    summary: "What was done lately",
    text: "The last fifty, or the fifty before one of them.",
    parameters: [
      query("before", "The id of one: only what was done before it.", { type: "string", format: "uuid" }),
    ],
    requiresAuth: true,
    responses: { 200: ["What was done.", schemas.activityResponse], ...UNAUTHORIZED, ...COMMON_ERRORS },
  },
  {
    method: "post",
    path: "/api/account/data/",
    id: "exportData",
    tag: "Account",
    summary: "Download all data",
    text: "All that is kept of the user, but for hashes.",
    requiresAuth: true,
    responses: {
      200: ["The data.", schemas.dataResponse],
      ...BAD_REQUEST,
      ...UNAUTHORIZED,
      ...COMMON_ERRORS,
    },
  },
  {
    method: "get",
    path: "/api/admin/users/",
    id: "listUsers",
    tag: "Administration",
    summary: "List the users",
    text: "For admins. Pagination by cursor: `next` goes into `after`, `previous` into `before`. What makes no sense counts as not given.",
    requiresAuth: true,
    parameters: [
      query("q", "A part of the username or the email.", { type: "string" }),
      query("role", "Only users of this role.", { type: "string", enum: [...ROLES] }),
      query("verified", "Only users whose address is verified, or is not.", {
        type: "string",
        enum: ["yes", "no"],
      }),
      query("sort", "By what they are sorted.", { type: "string", enum: [...SORTS], default: "joined" }),
      query("order", "Which way.", { type: "string", enum: ["asc", "desc"] }),
      query("after", "Where the page before ended.", { type: "string" }),
      query("before", "Where the page after began.", { type: "string" }),
    ],
    responses: {
      200: ["A page of at most 25 users.", schemas.userListResponse],
      ...UNAUTHORIZED,
      403: ["The user is no admin.", schemas.detailResponse],
      ...COMMON_ERRORS,
    },
  },
];

function query(name: string, description: string, schema: JsonObject): JsonObject {
  return { name, in: "query", description, schema };
}

/** The API's description, OpenAPI 3.1, made from the schemas that check what comes in. */
export function openApiDocument(): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Real MFA",
      version: "1.0.0",
      description:
        "Registration, verification and log-in. Every address also answers without its last slash.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: env().APP_URL }],
    security: [],
    tags: [
      { name: "Registration", description: "From nobody to somebody with a verified address." },
      { name: "Log-in", description: "Bearer tokens. Cookies are not accepted." },
      { name: "Account", description: "What somebody sees and changes of themselves." },
      { name: "Administration", description: "For admins." },
    ],
    paths,
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
    },
  };
}

function operationObject({
  id,
  tag,
  summary,
  text,
  body,
  requestContentTypes,
  responseType,
  requiresAuth,
  parameters,
  responses,
}: Operation): JsonObject {
  const media = (schema: z.core.$ZodType, io: "input" | "output") => ({ schema: jsonSchema(schema, io) });
  const forms = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"];
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: text,
    ...(requiresAuth && { security: [{ bearer: [] }] }),
    ...(parameters && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: Object.fromEntries(forms.map((type) => [type, media(body, "input")])),
      },
    }),
    ...(requestContentTypes && {
      requestBody: {
        required: true,
        content: Object.fromEntries(
          requestContentTypes.map((type) => [type, { schema: { type: "string", format: "binary" } }]),
        ),
      },
    }),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, [description, schema]]) => [
        status,
        {
          description,
          content:
            responseType && status === "200"
              ? { [responseType]: { schema: { type: "string", format: "binary" } } }
              : { "application/json": media(schema, "output") },
        },
      ]),
    ),
  };
}

/** A zod schema as JSON Schema, complete in itself. */
export function jsonSchema(schema: z.core.$ZodType, io: "input" | "output"): JsonObject {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" });
  return made;
}
