import Ajv from "ajv/dist/2020.js";
import { type ApiResponse, call } from "./api-client";
import { expect } from "./fixtures";

export type Operation = {
  operationId: string;
  summary: string;
  security?: object[];
  responses: Record<string, { content: Record<string, { schema: object }> }>;
};
export type Paths = Record<string, Record<string, Operation>>;

/** Reads the operations of the running app's OpenAPI document, by path and method. */
export async function readPaths(): Promise<Paths> {
  const { body } = await call("GET", "/api/openapi.json");
  return body.paths as Paths;
}

/** Returns a function that expects a response to be one that the operation documents. */
export function documentedResponse(path: string, { responses }: Operation) {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const validators = Object.fromEntries(
    Object.entries(responses).map(([status, { content }]) => [
      status,
      ajv.compile(content["application/json"]?.schema ?? {}),
    ]),
  );
  return ({ status, body }: Pick<ApiResponse, "status" | "body">) => {
    expect(status, path).toBeLessThan(500);
    const validate = validators[status];
    expect(validate, `${path} responded with ${status}`).not.toBeUndefined();
    expect(validate?.(body), `${path} ${status} ${JSON.stringify(body)}`).toBe(true);
  };
}
