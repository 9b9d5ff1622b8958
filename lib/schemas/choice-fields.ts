import * as z from "zod/mini";
import { missing, reportIssue } from "./fields";
import { pythonString } from "./python-repr";

/** A field with a fixed set of values, like Django REST framework's `ChoiceField`. */
export function choiceField<Choice extends string>(choices: readonly Choice[]) {
  const read = (value: unknown, context: z.core.ParsePayload): Choice => {
    const chosen = choices.find((choice) => choice === pythonString(value));
    if (chosen !== undefined) return chosen;
    reportIssue(context, missing(value) ?? `invalid_choice:${pythonString(value)}`, value);
    return z.NEVER;
  };
  return z
    .pipe(z.custom<Choice>(), z.transform<Choice, Choice>(read))
    .register(z.globalRegistry, { type: "string", enum: [...choices] });
}

// The spellings of BooleanField: lower case, capitalized and upper case.
const spellings = (words: string[]) =>
  words.flatMap((word) => [word, (word[0] ?? "").toUpperCase() + word.slice(1), word.toUpperCase()]);
const TRUE: unknown[] = [true, 1, "1", ...spellings(["t", "y", "yes", "true", "on"])];
const FALSE: unknown[] = [false, 0, "0", ...spellings(["f", "n", "no", "false", "off"])];

/** A boolean field that accepts the spellings of Django REST framework's `BooleanField`. */
export function booleanField() {
  const read = (value: unknown, context: z.core.ParsePayload): boolean => {
    if (TRUE.includes(value)) return true;
    if (FALSE.includes(value)) return false;
    reportIssue(context, missing(value) ?? "not_a_boolean", value);
    return z.NEVER;
  };
  return z
    .pipe(z.custom<boolean>(), z.transform<boolean, boolean>(read))
    .register(z.globalRegistry, { type: "boolean" });
}
