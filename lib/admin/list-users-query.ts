import * as z from "zod";
import { ROLES } from "@/lib/schemas/admin-user";
import { storableText } from "@/lib/schemas/fields";
import { cleanColumns } from "./list-columns";

export const SORTS = ["joined", "username", "email", "last_login"] as const;

/** The states of an account that the list can be filtered by. */
export const STATUSES = ["active", "suspended", "deletion"] as const;

export type Sort = (typeof SORTS)[number];

/** What the list can be filtered by: `failed` covers every undelivered email, bounces and complaints included. */
export const DELIVERIES = ["failed", "bounced", "complained"] as const;

const MAX_SEARCH_LENGTH = 254;
const MAX_CURSOR_LENGTH = 600;

const isStorable = (text: string) => storableText(text).length === 0;

// A cursor is the position of a row in the sort order: the value of the sort column and the row's id.
export const cursorSchema = z
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

// A day in UTC, in which the list shows times. The years that an input of the type "date" can send.
const dateSchema = z.iso
  .date()
  .refine((date) => date >= "1970" && date < "9999")
  .optional()
  .catch(undefined);

const querySchema = z.object({
  q: z
    .string()
    .transform((text) =>
      [...text.replaceAll("\0", "").toWellFormed().trim()].slice(0, MAX_SEARCH_LENGTH).join(""),
    )
    .catch(""),
  role: z.enum(ROLES).optional().catch(undefined),
  verified: z.enum(["yes", "no"]).optional().catch(undefined),
  two_factor: z.enum(["on", "off"]).optional().catch(undefined),
  status: z.enum(STATUSES).optional().catch(undefined),
  delivery: z.enum(DELIVERIES).optional().catch(undefined),
  created_from: dateSchema,
  created_to: dateSchema,
  last_login: z.enum(["never"]).optional().catch(undefined),
  last_login_from: dateSchema,
  last_login_to: dateSchema,
  sort: z.enum(SORTS).optional().catch(undefined),
  order: z.enum(["asc", "desc"]).optional().catch(undefined),
  columns: z
    .union([z.string(), z.array(z.string())])
    .transform(cleanColumns)
    .optional()
    .catch(undefined),
  after: cursorSchema.optional().catch(undefined),
  before: cursorSchema.optional().catch(undefined),
});

/** The search, filters, sort order, columns and position of a page of the user list. */
export type ListUsersQuery = Omit<z.output<typeof querySchema>, "sort" | "order"> & {
  sort: Sort;
  order: "asc" | "desc";
};

/** Parses the query parameters of the user list. Invalid values are ignored. */
export function parseListUsersQuery(
  parameters: Record<string, string | string[] | undefined>,
): ListUsersQuery {
  const query = querySchema.parse(parameters);
  const sort = query.sort ?? defaultSort(query);
  return { ...query, sort, order: query.order ?? defaultOrder(sort) };
}

/** Returns the order of a list that nobody has sorted: by what it is filtered by, which an index has in order. */
export function defaultSort({
  last_login_from,
  last_login_to,
}: Pick<ListUsersQuery, "last_login_from" | "last_login_to">): Sort {
  return last_login_from || last_login_to ? "last_login" : "joined";
}

/** Returns the direction in which a list is first sorted: the newest first, and names from the start. */
export function defaultOrder(sort: Sort): "asc" | "desc" {
  return sort === "joined" || sort === "last_login" ? "desc" : "asc";
}

/** Returns how many filters a query has, a search included. */
export function countFilters(query: ListUsersQuery): number {
  const { sort: _sort, order: _order, columns: _columns, after: _after, before: _before, ...filters } = query;
  return Object.values(filters).filter(Boolean).length;
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
