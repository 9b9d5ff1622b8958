import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { type JsonSchema, jsonSchema } from "../json-schema";
import { OPERATIONS, TAGS } from ".";

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
const routes = readdirSync("app/api", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("route.ts"))
  .map((file) => readFileSync(join("app/api", file), "utf8"))
  .join("\n");

const withBody = OPERATIONS.flatMap(({ id, body, bodyExample }) => (body ? [{ id, body, bodyExample }] : []));
const jsonResponses = OPERATIONS.flatMap(({ id, responses, responseType }) =>
  Object.entries(responses)
    .filter(([status]) => !(responseType && status === "200"))
    .map(([status, [, schema, example]]) => ({ id, status, schema, example })),
);

/** Returns the paths of the fields that have no description. */
function undescribed(schema: JsonSchema, path: string): string[] {
  const parts = [schema.items, ...(schema.anyOf ?? [])].filter((part) => part !== undefined);
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
      ...(field.description ? [] : [`${path}.${name}`]),
      ...undescribed(field, `${path}.${name}`),
    ]),
    ...parts.flatMap((part) => undescribed(part, path)),
  ];
}

describe("the examples of the operations", () => {
  it.each(withBody)("sends a body to $id that it accepts", ({ body, bodyExample }) => {
    expect(z.safeParse(body, bodyExample).error).toBeUndefined();
    const validate = ajv.compile(jsonSchema(body, "input"));
    expect(validate(bodyExample), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each(jsonResponses)("has a response of $id with status $status that conforms", ({ schema, example }) => {
    expect(z.safeParse(schema, example).error).toBeUndefined();
    const validate = ajv.compile(jsonSchema(schema, "output"));
    expect(validate(example), JSON.stringify(validate.errors)).toBe(true);
  });

  it("quotes the messages that the routes send", () => {
    const messages = jsonResponses
      .filter(({ status }) => Number(status) < 300)
      .flatMap(({ example }) => (example as { message?: string }).message ?? []);
    expect(messages.length).toBeGreaterThan(10);
    expect(messages.filter((message) => !routes.includes(`"${message}"`))).toEqual([]);
  });
});

describe("the documentation of the operations", () => {
  it("describes every field of requests and responses", () => {
    const schemas = [
      ...withBody.map(({ id, body }) => undescribed(jsonSchema(body, "input"), id)),
      ...jsonResponses.map(({ id, schema }) => undescribed(jsonSchema(schema, "output"), id)),
    ];
    expect([...new Set(schemas.flat())]).toEqual([]);
  });

  it("lists the operations of a group one after the other, in the order of the groups", () => {
    const tags = OPERATIONS.map(({ tag }) => tag).filter((tag, index, all) => tag !== all[index - 1]);
    expect(tags).toEqual(TAGS.map(({ name }) => name));
  });
});
