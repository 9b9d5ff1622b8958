import * as z from "zod";
import { storableText } from "@/lib/schemas/fields";

export const SORTS = ["joined", "username", "email"] as const;
export const ROLES = ["admin", "manager", "user"] as const;

export type Sort = (typeof SORTS)[number];

const MAX_SEARCH_LENGTH = 254;
const MAX_CURSOR_LENGTH = 600;

const isStorable = (text: string) => storableText(text).length === 0;

// A cursor is the position of a row in the sort order: the value of the sort column and the row's id.
const cursorSchema = z
  .string()
  .transform((text): unknown => {
    try {
      return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    } catch {
      return undefined;
    }
  })
  .pipe(z.tuple([z.string().max(MAX_CURSOR_LENGTH).refine(isStorable), z.uuid()]));

export type Cursor = z.output<typeof cursorSchema>;

const querySchema = z.object({
  q: z
    .string()
    .transform((text) => text.replaceAll("\0", "").trim().slice(0, MAX_SEARCH_LENGTH))
    .catch(""),
  role: z.enum(ROLES).optional().catch(undefined),
  verified: z.enum(["yes", "no"]).optional().catch(undefined),
  sort: z.enum(SORTS).catch("joined"),
  order: z.enum(["asc", "desc"]).optional().catch(undefined),
  after: cursorSchema.optional().catch(undefined),
  before: cursorSchema.optional().catch(undefined),
});

/** The search, filters, sort order and position of a page of the user list. */
export type ListUsersQuery = Omit<z.output<typeof querySchema>, "order"> & { order: "asc" | "desc" };

/** Parses the query parameters of the user list. Invalid values are ignored. */
export function parseListUsersQuery(
  parameters: Record<string, string | string[] | undefined>,
): ListUsersQuery {
  const query = querySchema.parse(parameters);
  return { ...query, order: query.order ?? (query.sort === "joined" ? "desc" : "asc") };
}

/** Builds the query string of the user list, including the leading `?`. Omits missing values. */
export function buildUsersQuery(query: Partial<ListUsersQuery>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value) search.set(name, Array.isArray(value) ? encodeCursor(value as Cursor) : String(value));
  }
  const text = search.toString();
  return text && `?${text}`;
}

/** Encodes a cursor for use in a URL. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}
