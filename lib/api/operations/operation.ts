import * as z from "zod";
import * as schemas from "../response-schemas";

export type JsonObject = Record<string, unknown>;

/** The documented responses of an operation, by status code. */
export type Responses = Record<number, [description: string, schema: z.ZodType]>;

/** An operation of the API, as the OpenAPI document and the docs page present it. */
export type Operation = {
  method: "get" | "post" | "put" | "patch" | "delete";
  path: string;
  /** The `operationId`, which is also the anchor on the docs page. */
  id: string;
  tag: "Sign-up" | "Authentication" | "Account" | "Admin";
  summary: string;
  description: string;
  /** The schema of a request body that is sent as JSON or as a form. */
  body?: z.core.$ZodType;
  /** The accepted media types of a binary request body. */
  requestContentTypes?: string[];
  /** The media type of a 200 response that isn't JSON. */
  responseType?: string;
  requiresAuth?: true;
  parameters?: JsonObject[];
  responses: Responses;
};

/** The response to a request whose fields don't validate. */
export const VALIDATION_ERROR: Responses = {
  400: [
    "Validation failed, or the body could not be parsed.",
    z.union([schemas.validationResponse, schemas.detailResponse]),
  ],
};

/** The error of every operation that reads a body. */
export const BODY_TIMEOUT: Responses = {
  408: ["The request body did not arrive in time.", schemas.detailResponse],
};

/** The client errors of every operation that reads a JSON or form body. */
export const BODY_ERRORS: Responses = {
  ...VALIDATION_ERROR,
  ...BODY_TIMEOUT,
  413: ["Request body exceeds 64 KiB.", schemas.detailResponse],
  415: ["Unsupported media type.", schemas.detailResponse],
};

/** The errors that every operation can return. */
export const COMMON_ERRORS: Responses = {
  429: ["Rate limit exceeded. Retry after the number of seconds in `Retry-After`.", schemas.detailResponse],
  500: ["Internal server error. `request_id` identifies the log entry.", schemas.detailResponse],
  503: [
    "Service unavailable or overloaded. Retry after the number of seconds in `Retry-After`.",
    schemas.detailResponse,
  ],
};

export const UNAUTHORIZED: Responses = {
  401: ["Missing or invalid bearer token.", schemas.detailResponse],
};

export const NOT_FOUND: Responses = {
  404: ["Not found, or not owned by the caller.", schemas.detailResponse],
};

/** The path parameter of operations on a single resource. */
export const ID_PARAMETER: JsonObject = {
  name: "id",
  in: "path",
  required: true,
  description: "The resource's ID.",
  schema: { type: "string", format: "uuid" },
};

/** Describes an optional query parameter. */
export function queryParameter(name: string, description: string, schema: JsonObject): JsonObject {
  return { name, in: "query", description, schema };
}
