// zod/mini: these schemas are part of the browser bundle.
import * as z from "zod/mini";
import type { Message } from "@/lib/messages/message";
import { codePointName } from "./invisible-characters";
import { codePointLength, pythonTypeName, strip } from "./python-text";

// Without this zod tests whether it may compile code, which violates the pages' Content-Security-Policy.
z.config({ jitless: true });

/** Checks a text and returns its problems, in the order in which they should be shown. */
export type TextRule = ((text: string) => Message[]) & {
  /** The rule for the OpenAPI document, as far as JSON Schema can express it. */
  jsonSchema?: { maxLength?: number; minLength?: number; pattern?: string; format?: string };
};

/** Attaches a JSON Schema to a rule. */
export function described(rule: TextRule, jsonSchema: TextRule["jsonSchema"]): TextRule {
  return Object.assign(rule, { jsonSchema });
}

export const maxLength = (limit: number): TextRule =>
  described((text) => (codePointLength(text) > limit ? [`max_length:${limit}`] : []), { maxLength: limit });

export const minLength = (limit: number): TextRule =>
  described((text) => (codePointLength(text) < limit ? [`min_length:${limit}`] : []), { minLength: limit });

export const pattern = (expression: RegExp, message: Message): TextRule =>
  described((text) => (expression.test(text) ? [] : [message]), { pattern: expression.source });

/** Rejects NUL, which PostgreSQL can't store, and lone surrogates, which are not characters. */
export const storableText: TextRule = (text) => {
  const problems: Message[] = [];
  if (text.includes("\0")) problems.push("null_character");
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0xd800 || code > 0xdfff) continue;
    problems.push(`surrogate_character:${codePointName(code)}`);
    break;
  }
  return problems;
};

type CharFieldOptions = {
  /** Removes what doesn't belong to the text at its ends: whitespace by default. `false` keeps the text as it is. */
  trim?: false | ((text: string) => string);
  allowBlank?: boolean;
  allowNull?: boolean;
  /** Normalizes the text before the rules are checked. */
  clean?: (text: string) => string;
  description?: string;
  /** Additional JSON Schema, for rules that the form checks as a whole. */
  jsonSchema?: TextRule["jsonSchema"];
};

/**
 * A text field that behaves like Django REST framework's `CharField`: required, not null, not blank, numbers are
 * read as text, whitespace is trimmed, and the problems of all rules are reported together.
 * https://www.django-rest-framework.org/api-guide/fields/#charfield
 */
export function charField(rules: TextRule[], options: CharFieldOptions = {}) {
  const { trim = strip, allowBlank, allowNull, clean, description, jsonSchema } = options;
  const read = (value: unknown, context: z.core.ParsePayload): string => {
    const report = (message: Message) => reportIssue(context, message, value);
    const isText = typeof value === "string" || typeof value === "number";
    const typed = isText ? String(value) : "";
    const text = trim ? trim(typed) : typed;
    if (value === undefined) report("required");
    else if (value === null) allowNull || report("null");
    else if (!isText) report("not_a_string");
    else if (strip(text) === "") allowBlank || report("blank");
    else {
      const cleaned = clean ? clean(text) : text;
      for (const rule of rules) rule(cleaned).forEach(report);
      return cleaned;
    }
    return "";
  };
  return z.pipe(z.custom<string>(), z.transform<string, string>(read)).register(z.globalRegistry, {
    type: allowNull ? ["string", "null"] : "string",
    ...(!allowBlank && { minLength: 1 }),
    ...Object.assign({}, ...rules.map((rule) => rule.jsonSchema)),
    ...(allowBlank && patternOrBlank(rules)),
    ...jsonSchema,
    ...(description && { description }),
  });
}

/** Adds a message about a value. */
export function reportIssue(context: z.core.ParsePayload, message: Message, input: unknown): void {
  context.issues.push({ code: "custom", message, input });
}

function patternOrBlank(rules: TextRule[]): { pattern?: string } {
  const patterns = rules.flatMap(({ jsonSchema }) => jsonSchema?.pattern ?? []);
  return patterns.length > 0 ? { pattern: ["^$", ...patterns].join("|") } : {};
}

/** Returns the message about a missing value, if it is missing. */
export const missing = (value: unknown): Message | undefined =>
  value === undefined ? "required" : value === null ? "null" : undefined;

/** A field that may be left out. */
export const optional = z.optional;

/** An object of fields, like Django REST framework's `Serializer`. */
export function serializer<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.object(shape, {
    error: ({ input }): Message => missing(input) ?? `not_an_object:${pythonTypeName(input)}`,
  });
}
