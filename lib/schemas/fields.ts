// The small form of zod: these rules travel to the browser.
import * as z from "zod/mini";
import { codePointLength, pythonString, pythonTypeName, strip } from "./python-text";

// zod would try whether it may compile code, which the pages' Content-Security-Policy forbids and reports.
z.config({ jitless: true });

/** Looks at a text and says what is wrong with it, in the order in which it should be read. */
export type TextRule = ((text: string) => string[]) & {
  /** The same rule for readers of the API's description, as far as JSON Schema can say it. */
  jsonSchema?: { maxLength?: number; minLength?: number; pattern?: string; format?: string };
};

/** Gives a rule its description. */
export function described(rule: TextRule, jsonSchema: TextRule["jsonSchema"]): TextRule {
  return Object.assign(rule, { jsonSchema });
}

const REQUIRED = "This field is required.";
const NOT_NULL = "This field may not be null.";
const NOT_BLANK = "This field may not be blank.";
const NOT_A_STRING = "Not a valid string.";

export const maxLength = (limit: number): TextRule =>
  described(
    (text) =>
      codePointLength(text) > limit ? [`Ensure this field has no more than ${limit} characters.`] : [],
    { maxLength: limit },
  );

export const minLength = (limit: number): TextRule =>
  described(
    (text) => (codePointLength(text) < limit ? [`Ensure this field has at least ${limit} characters.`] : []),
    { minLength: limit },
  );

export const pattern = (expression: RegExp, message: string): TextRule =>
  described((text) => (expression.test(text) ? [] : [message]), { pattern: expression.source });

/** Characters that PostgreSQL cannot store, or that are no characters at all. */
export const storableText: TextRule = (text) => {
  const problems: string[] = [];
  if (text.includes("\0")) problems.push("Null characters are not allowed.");
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0xd800 || code > 0xdfff) continue;
    problems.push(`Surrogate characters are not allowed: U+${code.toString(16).toUpperCase()}.`);
    break;
  }
  return problems;
};

type CharFieldOptions = {
  trim?: boolean;
  allowBlank?: boolean;
  allowNull?: boolean;
  /** Makes one text of several that mean the same, before the rules are asked. */
  clean?: (text: string) => string;
  description?: string;
  /** What the description of the API says besides, where rules hold that no field knows of by itself. */
  jsonSchema?: TextRule["jsonSchema"];
};

/**
 * A text as Django REST framework's `CharField` takes it: required, not null, not blank, numbers
 * read as text, white space cut off at both ends, then every rule's problems at once.
 * https://www.django-rest-framework.org/api-guide/fields/#charfield
 */
export function charField(rules: TextRule[], options: CharFieldOptions = {}) {
  const { trim = true, allowBlank, allowNull, clean, description, jsonSchema: more } = options;
  const read = (value: unknown, context: z.core.ParsePayload): string => {
    const report = (message: string) => void context.issues.push({ code: "custom", message, input: value });
    const isText = typeof value === "string" || typeof value === "number";
    const text = isText ? String(value) : "";
    if (value === undefined) report(REQUIRED);
    else if (value === null) allowNull || report(NOT_NULL);
    else if (!isText) report(NOT_A_STRING);
    else if (strip(text) === "") allowBlank || report(NOT_BLANK);
    else {
      const trimmed = trim ? strip(text) : text;
      const kept = clean ? clean(trimmed) : trimmed;
      for (const rule of rules) rule(kept).forEach(report);
      return kept;
    }
    return "";
  };
  return z.pipe(z.custom<string>(), z.transform<string, string>(read)).register(z.globalRegistry, {
    type: allowNull ? ["string", "null"] : "string",
    ...(!allowBlank && { minLength: 1 }),
    ...Object.assign({}, ...rules.map(({ jsonSchema }) => jsonSchema)),
    ...(allowBlank && blankOr(rules)),
    ...more,
    ...(description && { description }),
  });
}

/** The patterns of a field that may also be blank. */
function blankOr(rules: TextRule[]): { pattern?: string } {
  const patterns = rules.flatMap(({ jsonSchema }) => jsonSchema?.pattern ?? []);
  return patterns.length > 0 ? { pattern: ["^$", ...patterns].join("|") } : {};
}

/** One of the given values, with the texts of Django REST framework's `ChoiceField`. */
export function choiceField<Choice extends string>(choices: readonly Choice[]) {
  const read = (value: unknown, context: z.core.ParsePayload): Choice => {
    const chosen = choices.find((choice) => choice === pythonString(value));
    if (chosen !== undefined) return chosen;
    const invalid = `"${pythonString(value)}" is not a valid choice.`;
    const message = value === undefined ? REQUIRED : value === null ? NOT_NULL : invalid;
    context.issues.push({ code: "custom", message, input: value });
    return z.NEVER;
  };
  return z
    .pipe(z.custom<Choice>(), z.transform<Choice, Choice>(read))
    .register(z.globalRegistry, { type: "string", enum: [...choices] });
}

const TRUE = [
  true,
  1,
  "1",
  "t",
  "T",
  "y",
  "Y",
  "yes",
  "Yes",
  "YES",
  "true",
  "True",
  "TRUE",
  "on",
  "On",
  "ON",
];
const FALSE = [
  false,
  0,
  "0",
  "f",
  "F",
  "n",
  "N",
  "no",
  "No",
  "NO",
  "false",
  "False",
  "FALSE",
  "off",
  "Off",
  "OFF",
];

/** Yes or no, with the texts and the spellings of Django REST framework's `BooleanField`. */
export function booleanField() {
  const read = (value: unknown, context: z.core.ParsePayload): boolean => {
    if (TRUE.some((spelling) => spelling === value)) return true;
    if (FALSE.some((spelling) => spelling === value)) return false;
    const message = value === undefined ? REQUIRED : value === null ? NOT_NULL : "Must be a valid boolean.";
    context.issues.push({ code: "custom", message, input: value });
    return z.NEVER;
  };
  return z
    .pipe(z.custom<boolean>(), z.transform<boolean, boolean>(read))
    .register(z.globalRegistry, { type: "boolean" });
}

/** A field that may be left out. */
export const optional = z.optional;

/** An object of fields; anything else gets the text of Django REST framework's `Serializer`. */
export function serializer<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.object(shape, {
    error: ({ input }) => {
      if (input === undefined) return REQUIRED;
      if (input === null) return NOT_NULL;
      return `Invalid data. Expected a dictionary, but got ${pythonTypeName(input)}.`;
    },
  });
}
