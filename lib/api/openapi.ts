import * as z from "zod";
import { env } from "@/lib/config/env";
import { type JsonObject, OPERATIONS, type Operation } from "./operations";

const BODY_TYPES = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"];
const BINARY = { schema: { type: "string", format: "binary" } };

/** Builds the OpenAPI 3.1 document from the schemas that validate requests, so that the two can't diverge. */
export function openApiDocument(): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: env().APP_NAME,
      version: "1.0.0",
      description: "Sign-up, verification and authentication. Trailing slashes are optional.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: env().APP_URL }],
    security: [],
    tags: [
      { name: "Sign-up", description: "Create and verify accounts." },
      { name: "Authentication", description: "Bearer tokens. Cookies are not accepted." },
      { name: "Account", description: "Manage the current user's account." },
      { name: "Admin", description: "Admin endpoints." },
    ],
    paths,
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
    },
  };
}

/** Converts a zod schema to a self-contained JSON Schema. */
export function jsonSchema(schema: z.core.$ZodType, io: "input" | "output"): JsonObject {
  const { $schema: _, ...converted } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    reused: "inline",
  });
  return converted;
}

function operationObject(operation: Operation): JsonObject {
  const { id, tag, summary, description, requiresAuth, parameters } = operation;
  const requestContent = requestContentOf(operation);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    ...(requiresAuth && { security: [{ bearer: [] }] }),
    ...(parameters && { parameters }),
    ...(requestContent && { requestBody: { required: true, content: requestContent } }),
    responses: responsesOf(operation),
  };
}

function requestContentOf({ body, requestContentTypes }: Operation): JsonObject | undefined {
  if (requestContentTypes) return Object.fromEntries(requestContentTypes.map((type) => [type, BINARY]));
  if (!body) return undefined;
  const media = { schema: jsonSchema(body, "input") };
  return Object.fromEntries(BODY_TYPES.map((type) => [type, media]));
}

function responsesOf({ responses, responseType }: Operation): JsonObject {
  return Object.fromEntries(
    Object.entries(responses).map(([status, [description, schema]]) => {
      const content =
        responseType && status === "200"
          ? { [responseType]: BINARY }
          : { "application/json": { schema: jsonSchema(schema, "output") } };
      return [status, { description, content }];
    }),
  );
}
