import * as z from "zod";
import { FIELD_DESCRIPTIONS } from "./field-descriptions";

/** The parts of JSON Schema that the API's schemas use. */
export type JsonSchema = {
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: string[];
  const?: unknown;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  additionalProperties?: boolean | JsonSchema;
};

/** Converts a zod schema to a self-contained JSON Schema, in which every field has a description. */
export function jsonSchema(schema: z.core.$ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...converted } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    reused: "inline",
  });
  const result = converted as JsonSchema;
  describeFields(result);
  return result;
}

function describeFields(schema: JsonSchema): void {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    field.description ??= FIELD_DESCRIPTIONS[name];
    describeFields(field);
  }
  for (const part of [schema.items, ...(schema.anyOf ?? [])]) if (part) describeFields(part);
}
