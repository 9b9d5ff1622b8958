import * as z from "zod/mini";

/** There is no such thing, or it is somebody else's: which of the two is not told. */
export type NotFound = { code: "not_found" };

const uuid = z.uuid();

/** Whether a text can be the id of anything; PostgreSQL would not even compare another. */
export function isId(text: string): boolean {
  return uuid.safeParse(text).success;
}
