import * as z from "zod";
import * as schemas from "../response-schemas";
import type { Tag } from "./tags";

export type JsonObject = Record<string, unknown>;

/** A documented response. Its example is in JSON; a binary response has none. */
export type DocumentedResponse = [description: string, schema: z.ZodType, example?: unknown];

/** The documented responses of an operation, by status code. */
export type Responses = Record<number, DocumentedResponse>;

/** A parameter in the path, the query or a header, as OpenAPI describes it. */
export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required?: true;
  description: string;
  schema: JsonObject;
  example?: string;
};

/** An operation of the API, as the OpenAPI document and the docs page present it. */
export type Operation = {
  method: "get" | "post" | "put" | "patch" | "delete";
  path: string;
  /** The `operationId`, which is also the anchor on the docs page. */
  id: string;
  tag: Tag;
  summary: string;
  description: string;
  /** The schema of a request body that is sent as JSON or as a form. */
  body?: z.core.$ZodType;
  /** A valid body. */
  bodyExample?: JsonObject;
  /** The accepted media types of a binary request body. */
  requestContentTypes?: string[];
  /** The media type of a 200 response that isn't JSON. */
  responseType?: string;
  /** `optional`: it depends on what the request is about. */
  requiresAuth?: true | "optional";
  parameters?: Parameter[];
  responses: Responses;
  /** The headers of a response that carry something its body has no field for, by status code. */
  responseHeaders?: Record<number, ResponseHeader[]>;
};

/** A header of a response, as OpenAPI describes it. */
export type ResponseHeader = { name: string; description: string; example: string };

/** The response to a request whose fields don't validate. */
export const VALIDATION_ERROR: Responses = {
  400: [
    "Validation failed, or the body could not be parsed.",
    z.union([schemas.validationResponse, schemas.detailResponse]),
    {
      status: "error",
      message: "Validation failed",
      errors: {
        email: ["Enter a valid email address."],
        device: { device_name: ["This field is required."] },
      },
    },
  ],
};

/** The error of every operation that reads a body. */
export const BODY_TIMEOUT: Responses = {
  408: [
    "The request body did not arrive in time.",
    schemas.detailResponse,
    { detail: "The request body did not arrive in time." },
  ],
};

/** The client errors of every operation that reads a JSON or form body. */
export const BODY_ERRORS: Responses = {
  ...VALIDATION_ERROR,
  ...BODY_TIMEOUT,
  413: ["Request body exceeds 64 KiB.", schemas.detailResponse, { detail: "Request body exceeds 64 KiB." }],
  415: [
    "Unsupported media type. Send JSON or a form.",
    schemas.detailResponse,
    { detail: 'Unsupported media type "text/plain" in request.' },
  ],
};

/** The errors that every operation can return. */
export const COMMON_ERRORS: Responses = {
  429: [
    "Rate limit exceeded. Retry after the number of seconds in `Retry-After`.",
    schemas.detailResponse,
    { detail: "Request was throttled. Expected available in 42 seconds." },
  ],
  500: [
    "Internal server error. `request_id` identifies the log entry.",
    schemas.detailResponse,
    { detail: "A server error occurred.", request_id: "0198c5a2-9d3b-7e52-a1c4-7f8e6d5b4a39" },
  ],
  503: [
    "Service unavailable or overloaded. Retry after the number of seconds in `Retry-After`.",
    schemas.detailResponse,
    { detail: "Temporarily unavailable. Please try again." },
  ],
};

/** The errors of every operation that requires authentication. */
export const UNAUTHORIZED: Responses = {
  401: ["Missing or invalid bearer token.", schemas.detailResponse, { detail: "Invalid token." }],
  403: [
    "A user with a second factor must confirm their identity first, the role requires a second factor, or an admin impersonates the user.",
    schemas.detailResponse,
    { detail: "Confirm your identity first, with POST /api/account/confirm/." },
  ],
};

/** The error of operations for admins and managers. */
export const FORBIDDEN: Responses = {
  403: [
    "Your role doesn't allow it, you must confirm your identity first (`POST /api/account/confirm/`), your role requires a second factor that you don't have, or you impersonate a user.",
    schemas.detailResponse,
    { detail: "You do not have permission to perform this action." },
  ],
};

export const NOT_FOUND: Responses = {
  404: ["Not found, or not owned by the caller.", schemas.detailResponse, { detail: "Not found." }],
};

/** The errors that mean the same for every operation. The docs page describes them once. */
export const SHARED_ERRORS: Responses = {
  ...BODY_ERRORS,
  ...UNAUTHORIZED,
  ...FORBIDDEN,
  ...NOT_FOUND,
  ...COMMON_ERRORS,
};

/** Describes the path parameter of operations on a single resource. */
export function idParameter(description: string, example: string): Parameter {
  return {
    name: "id",
    in: "path",
    required: true,
    description,
    schema: { type: "string", format: "uuid" },
    example,
  };
}

/** Describes an optional query parameter. */
export function queryParameter(
  name: string,
  description: string,
  schema: JsonObject,
  example?: string,
): Parameter {
  return { name, in: "query", description, schema, ...(example !== undefined && { example }) };
}
