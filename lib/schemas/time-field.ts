import * as z from "zod/mini";
import { missing, reportIssue } from "./fields";

const ISO_8601 = z.iso.datetime({ offset: true });

/** A point of time in the future, in ISO 8601 with a time zone. */
export function timeField({ description }: { description: string }) {
  const read = (value: unknown, context: z.core.ParsePayload): Date => {
    const time = ISO_8601.safeParse(value).success ? new Date(String(value)) : undefined;
    if (!time || Number.isNaN(time.getTime())) {
      reportIssue(context, missing(value) ?? "invalid_datetime", value);
      return z.NEVER;
    }
    if (time <= new Date()) {
      reportIssue(context, "past_datetime", value);
      return z.NEVER;
    }
    return time;
  };
  return z
    .pipe(z.custom<Date>(), z.transform<Date, Date>(read))
    .register(z.globalRegistry, { type: "string", format: "date-time", description });
}
