import type { JsonSchema } from "./json-schema";

const CHOICES = new Intl.ListFormat("en", { type: "disjunction" });
const FORMATS: Record<string, string> = {
  uuid: "UUID",
  "date-time": "timestamp",
  "idn-email": "email address",
};

/** A field of a JSON Schema as people read it. */
export type FieldDescription = {
  name: string;
  /** "string", "array of objects", "timestamp or null". */
  type: string;
  /** What else its value must be: "Up to 150 characters." Values are in backticks. */
  constraints: string;
  description: string;
  isRequired: boolean;
  /** The fields of an object, or of the objects in an array. */
  fields: FieldDescription[];
};

/** Describes the fields of an object. Required ones are first, otherwise they stay in their order. */
export function describeFields({ properties = {}, required = [] }: JsonSchema): FieldDescription[] {
  return Object.entries(properties)
    .map(([name, schema]) => ({
      name,
      type: typeOf(schema),
      constraints: constraintsOf(schema),
      description: schema.description ?? "",
      isRequired: required.includes(name),
      fields: describeFields(innerSchema(schema)),
    }))
    .sort((one, other) => Number(other.isRequired) - Number(one.isRequired));
}

function typeOf(schema: JsonSchema): string {
  if (schema.anyOf) return CHOICES.format(new Set(schema.anyOf.map(typeOf)));
  if (schema.items) return `array of ${typeOf(schema.items)}s`;
  if (schema.format && FORMATS[schema.format]) return FORMATS[schema.format] ?? "";
  const types = [schema.type ?? (schema.const === undefined ? "any" : typeof schema.const)].flat();
  return CHOICES.format(types);
}

function constraintsOf({
  enum: choices,
  const: constant,
  minLength = 0,
  maxLength,
  anyOf,
}: JsonSchema): string {
  if (anyOf) return anyOf.map(constraintsOf).filter(Boolean).join(" ");
  if (constant !== undefined) return `Always \`${constant}\`.`;
  if (choices?.length === 1) return `Must be \`${choices[0]}\`.`;
  if (choices) return `One of ${CHOICES.format(choices.map((choice) => `\`${choice}\``))}.`;
  if (minLength > 1 && maxLength) return `${minLength} to ${maxLength} characters.`;
  if (minLength > 1) return `At least ${minLength} characters.`;
  return maxLength ? `Up to ${maxLength} characters.` : "";
}

function innerSchema(schema: JsonSchema): JsonSchema {
  const inner = schema.items ?? schema.anyOf?.find(({ properties }) => properties);
  return inner ? innerSchema(inner) : schema;
}
