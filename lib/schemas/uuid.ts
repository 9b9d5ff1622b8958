import * as z from "zod/mini";

const uuid = z.uuid();

/** Returns whether a text is a UUID. PostgreSQL throws on comparing a UUID column with anything else. */
export function isUuid(text: string): boolean {
  return uuid.safeParse(text).success;
}
