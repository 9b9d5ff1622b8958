import { describe, expect, it } from "vitest";
import * as z from "zod";
import { describeFields } from "./describe-type";
import { jsonSchema } from "./json-schema";

/** Describes one field. */
function described(schema: z.ZodType) {
  const [field] = describeFields(jsonSchema(z.strictObject({ field: schema }), "output"));
  return [field?.type, field?.constraints];
}

describe("describeFields", () => {
  it.each([
    [z.string(), "string", ""],
    [z.string().max(150), "string", "Up to 150 characters."],
    [z.string().min(8), "string", "At least 8 characters."],
    [z.string().min(10).max(255), "string", "10 to 255 characters."],
    [z.uuid().nullable(), "UUID or null", ""],
    [z.iso.datetime(), "timestamp", ""],
    [z.enum(["a", "b"]), "string", "One of `a` or `b`."],
    [z.enum(["a", "b"]).nullable(), "string or null", "One of `a` or `b`."],
    [z.enum(["user"]), "string", "Must be `user`."],
    [z.literal("success"), "string", "Always `success`."],
    [z.array(z.string()), "array of strings", ""],
    [z.array(z.strictObject({})), "array of objects", ""],
    [z.strictObject({}).nullable(), "object or null", ""],
    [z.boolean(), "boolean", ""],
  ])("describes the type of a field: %#", (schema, type, constraints) => {
    expect(described(schema)).toEqual([type, constraints]);
  });

  it("lists required fields first, and the fields of objects in arrays and of objects that may be null", () => {
    const item = z.strictObject({ id: z.uuid() });
    const schema = z.strictObject({
      first: z.string().optional(),
      second: z.array(item),
      third: item.nullable(),
    });
    const fields = describeFields(jsonSchema(schema, "output"));
    expect(fields.map(({ name, isRequired }) => [name, isRequired])).toEqual([
      ["second", true],
      ["third", true],
      ["first", false],
    ]);
    expect(fields.map((field) => field.fields.map(({ name }) => name))).toEqual([["id"], ["id"], []]);
  });
});
