import * as z from "zod/mini";
import { reportIssue } from "./fields";

/** A list of at most `limit` texts. */
export function textListField(limit: number, description: string) {
  const schema = z.array(z.string()).check(z.maxLength(limit));
  const read = (value: unknown, context: z.core.ParsePayload): string[] => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    reportIssue(context, "not_a_list", value);
    return z.NEVER;
  };
  return z
    .pipe(z.custom<string[]>(), z.transform<string[], string[]>(read))
    .register(z.globalRegistry, { type: "array", items: { type: "string" }, maxItems: limit, description });
}

/** An object of texts. */
export function textMapField(description: string) {
  const schema = z.record(z.string(), z.string());
  const read = (value: unknown, context: z.core.ParsePayload): Record<string, string> => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    reportIssue(context, "not_a_map", value);
    return z.NEVER;
  };
  return z
    .pipe(
      z.custom<Record<string, string>>(),
      z.transform<Record<string, string>, Record<string, string>>(read),
    )
    .register(z.globalRegistry, { type: "object", additionalProperties: { type: "string" }, description });
}
