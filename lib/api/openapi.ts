import { env } from "@/lib/config/env";
import { jsonSchema } from "./json-schema";
import { type DocumentedResponse, type JsonObject, OPERATIONS, type Operation, TAGS } from "./operations";

const BODY_TYPES = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"];
const BINARY = { schema: { type: "string", format: "binary" } };

/** Builds the OpenAPI 3.1 document from the schemas that validate requests, so that the two can't diverge. */
export function openApiDocument(): JsonObject {
  const { APP_NAME, APP_URL, SESSION_IDLE_DAYS, SESSION_MAX_AGE_DAYS } = env();
  const paths: Record<string, JsonObject> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: APP_NAME,
      version: "1.0.0",
      description: "Register users, log them in and manage their accounts. Trailing slashes are optional.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: APP_URL }],
    security: [],
    tags: TAGS,
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: "http",
          scheme: "bearer",
          description: `The token that \`POST /api/auth/login/\` returns. It is valid until the user logs out, for ${SESSION_IDLE_DAYS} days without use, and for at most ${SESSION_MAX_AGE_DAYS} days. Cookies are not accepted.`,
        },
      },
    },
  };
}

function operationObject(operation: Operation): JsonObject {
  const { id, tag, summary, description, requiresAuth, parameters } = operation;
  const requestContent = requestContentOf(operation);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    ...(requiresAuth && { security: [{ bearer: [] }, ...(requiresAuth === "optional" ? [{}] : [])] }),
    ...(parameters && { parameters }),
    ...(requestContent && { requestBody: { required: true, content: requestContent } }),
    responses: responsesOf(operation),
  };
}

function requestContentOf({ body, bodyExample, requestContentTypes }: Operation): JsonObject | undefined {
  if (requestContentTypes) return Object.fromEntries(requestContentTypes.map((type) => [type, BINARY]));
  if (!body) return undefined;
  const media = { schema: jsonSchema(body, "input"), ...examplesOf(bodyExample) };
  return Object.fromEntries(BODY_TYPES.map((type) => [type, media]));
}

function responsesOf({ responses, responseType, responseHeaders = {} }: Operation): JsonObject {
  return Object.fromEntries(
    Object.entries(responses).map(
      ([status, [description, schema, example]]: [string, DocumentedResponse]) => {
        const content =
          responseType && status === "200"
            ? { [responseType]: BINARY }
            : { "application/json": { schema: jsonSchema(schema, "output"), ...examplesOf(example) } };
        const headers = responseHeaders[Number(status)]?.map(({ name, ...header }) => [
          name,
          { ...header, schema: { type: "string" } },
        ]);
        return [status, { description, ...(headers && { headers: Object.fromEntries(headers) }), content }];
      },
    ),
  );
}

function examplesOf(value: unknown): JsonObject {
  return value === undefined ? {} : { examples: { default: { value } } };
}
