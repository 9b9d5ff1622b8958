import * as z from "zod";
import { ROLES, SORTS } from "../admin/list-users-query";
import { env } from "../env";
import * as answers from "../schemas/api-answers";
import { emailFormSchema } from "../schemas/email-form";
import { loginSchema } from "../schemas/login";
import { registerSchema } from "../schemas/register";
import { tokenFormSchema } from "../schemas/token-form";

type JsonObject = Record<string, unknown>;

/** One thing that the API does, as its description says it. */
export type Operation = {
  method: "get" | "post";
  path: string;
  id: string;
  tag: "Registration" | "Log-in" | "Administration";
  summary: string;
  text: string;
  body?: z.core.$ZodType;
  needsToken?: true;
  parameters?: JsonObject[];
  answers: Record<number, [text: string, schema: z.ZodType]>;
};

const INVALID: Operation["answers"] = {
  400: [
    "Something is wrong with the fields, or the body cannot be read.",
    z.union([answers.validationAnswer, answers.detailAnswer]),
  ],
  413: ["The body is larger than 64 KiB.", answers.detailAnswer],
  415: ["The body is neither JSON nor a form.", answers.detailAnswer],
};
const ALWAYS: Operation["answers"] = {
  429: ["Too often; `Retry-After` says when to come back, in seconds.", answers.detailAnswer],
  500: ["An error nobody expected, with the id under which it is in the log.", answers.detailAnswer],
};
const OVERLOADED: Operation["answers"] = {
  503: ["Too much at once; `Retry-After` says when to come back, in seconds.", answers.detailAnswer],
};
const UNKNOWN: Operation["answers"] = { 401: ["No valid bearer token was sent.", answers.detailAnswer] };

/** Everything that the API does. */
export const OPERATIONS: Operation[] = [
  {
    method: "post",
    path: "/api/auth/register/",
    id: "register",
    tag: "Registration",
    summary: "Create an account",
    text: "Creates the account and sends its verification mail. All that is wrong is said at once. Nobody registers as more than a user.",
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
    answers: {
      201: ["The account is made; its address waits to be verified.", answers.registeredAnswer],
      ...INVALID,
      409: ["The key was used for another request.", answers.detailAnswer],
      ...ALWAYS,
      ...OVERLOADED,
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
    answers: { 200: ["The address is verified.", answers.successAnswer], ...INVALID, ...ALWAYS },
  },
  {
    method: "post",
    path: "/api/auth/resend-verification/",
    id: "resendVerification",
    tag: "Registration",
    summary: "Send the mail again",
    text: "Answers alike whether or not the address is known. One mail a minute to an address.",
    body: emailFormSchema,
    answers: {
      200: ["If the address waits, a mail is on its way.", answers.successAnswer],
      ...INVALID,
      ...ALWAYS,
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
    answers: {
      200: ["Logged in.", answers.loggedInAnswer],
      ...INVALID,
      401: ["The email or the password is wrong.", answers.errorAnswer],
      403: ["The password is right, but the address is not verified.", answers.errorAnswer],
      ...ALWAYS,
      ...OVERLOADED,
    },
  },
  {
    method: "post",
    path: "/api/auth/logout/",
    id: "logout",
    tag: "Log-in",
    summary: "Log out",
    text: "Ends the token's session.",
    needsToken: true,
    answers: { 200: ["Logged out.", answers.successAnswer], ...INVALID, ...UNKNOWN, ...ALWAYS },
  },
  {
    method: "get",
    path: "/api/auth/me/",
    id: "me",
    tag: "Log-in",
    summary: "Who is logged in",
    text: "The user whose token it is.",
    needsToken: true,
    answers: { 200: ["The user.", answers.userAnswer], ...UNKNOWN, ...ALWAYS },
  },
  {
    method: "get",
    path: "/api/admin/users/",
    id: "listUsers",
    tag: "Administration",
    summary: "List the users",
    text: "For admins. Pages by cursor: `next` goes into `after`, `previous` into `before`. What makes no sense counts as not given.",
    needsToken: true,
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
    answers: {
      200: ["A page of at most 25 users.", answers.userListAnswer],
      ...UNKNOWN,
      403: ["The user is no admin.", answers.detailAnswer],
      ...ALWAYS,
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
  needsToken,
  parameters,
  answers,
}: Operation): JsonObject {
  const media = (schema: z.core.$ZodType, io: "input" | "output") => ({ schema: jsonSchema(schema, io) });
  const forms = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"];
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: text,
    ...(needsToken && { security: [{ bearer: [] }] }),
    ...(parameters && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: Object.fromEntries(forms.map((type) => [type, media(body, "input")])),
      },
    }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, [description, schema]]) => [
        status,
        { description, content: { "application/json": media(schema, "output") } },
      ]),
    ),
  };
}

/** A zod schema as JSON Schema, complete in itself. */
export function jsonSchema(schema: z.core.$ZodType, io: "input" | "output"): JsonObject {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" });
  return made;
}
