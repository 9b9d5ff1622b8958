import { env } from "@/lib/config/env";
import { describeFields, type FieldDescription } from "./describe-type";
import { jsonSchema } from "./json-schema";
import {
  type DocumentedResponse,
  OPERATIONS,
  type Operation,
  type Parameter,
  SHARED_ERRORS,
  TAGS,
} from "./operations";
import { formatJson, type RequestSamples, requestSamples } from "./request-samples";

/** A response without an example is not JSON. */
export type ReferenceResponse = { status: string; description: string; example: string | undefined };

/** An operation with everything that the API reference shows of it. */
export type ReferenceOperation = Pick<Operation, "id" | "method" | "path" | "summary" | "description"> & {
  requiresAuth: boolean | "optional";
  parameters: FieldDescription[];
  bodyFields: FieldDescription[];
  /** The media types of a body that is a file. */
  fileTypes: string[];
  samples: RequestSamples;
  success: ReferenceResponse & { fields: FieldDescription[] };
  /** The errors that mean something of their own here. */
  ownErrors: ReferenceResponse[];
  /** The status codes of the errors that are described once for all operations. */
  sharedErrors: string[];
};

export type ReferenceGroup = {
  id: string;
  name: string;
  description: string;
  operations: ReferenceOperation[];
};

let groups: ReferenceGroup[] | undefined;

/** Returns the content of the API reference: the operations in groups. It is the same for every request. */
export function referenceGroups(): ReferenceGroup[] {
  groups ??= TAGS.map(({ name, description }) => ({
    id: name.toLowerCase().replaceAll(" ", "-"),
    name,
    description,
    operations: OPERATIONS.filter(({ tag }) => tag === name).map(referenceOperation),
  }));
  return groups;
}

/** Returns the errors that mean the same for every operation. */
export function sharedErrors(): ReferenceResponse[] {
  return Object.entries(SHARED_ERRORS).map(referenceResponse);
}

function referenceOperation(operation: Operation): ReferenceOperation {
  const { id, method, path, summary, description, body, parameters = [], requiresAuth = false } = operation;
  const responses: [string, DocumentedResponse][] = Object.entries(operation.responses);
  const [success, ...errors] = responses;
  if (!success) throw new Error(`${id} has no responses.`);
  const isShared = ([status, response]: [string, DocumentedResponse]) =>
    SHARED_ERRORS[Number(status)] === response;
  return {
    id,
    method,
    path,
    summary,
    description,
    requiresAuth,
    parameters: parameters.map(parameterField),
    bodyFields: body ? describeFields(jsonSchema(body, "input")) : [],
    fileTypes: operation.requestContentTypes ?? [],
    samples: requestSamples(operation, env().APP_URL),
    success: {
      ...referenceResponse(success),
      fields: describeFields(jsonSchema(success[1][1], "output")),
    },
    ownErrors: errors.filter((error) => !isShared(error)).map(referenceResponse),
    sharedErrors: errors.filter(isShared).map(([status]) => status),
  };
}

function referenceResponse([status, [description, , example]]: [
  string,
  DocumentedResponse,
]): ReferenceResponse {
  return { status, description, example: example === undefined ? undefined : formatJson(example) };
}

function parameterField({ name, in: place, description, required, schema }: Parameter): FieldDescription {
  const properties = { [name]: { ...schema, description } };
  const [field] = describeFields({ properties, required: required ? [name] : [] });
  if (!field) throw new Error(`${name} has no schema.`);
  return { ...field, type: `${field.type}, ${place}` };
}
