import * as z from "zod";
import { ACTIVITY_CATEGORIES } from "@/lib/account/activity-categories";
import { AUDIT_EVENTS } from "./event-names";
import { type Cursor, cursorSchema, encodeCursor } from "./list-users-query";

const MAX_TEXT_LENGTH = 254;

const text = z
  .string()
  .transform((value) => value.replaceAll("\0", "").trim().slice(0, MAX_TEXT_LENGTH))
  .catch("");
/** A day, or a moment. */
const moment = z.union([z.iso.date(), z.iso.datetime()]).optional().catch(undefined);
// The cursors of this list are of a time and an id. Accepts four-digit years only, as PostgreSQL does.
const cursor = cursorSchema
  .refine(([value]) => z.iso.datetime().safeParse(value).success)
  .optional()
  .catch(undefined);

const querySchema = z.object({
  q: text,
  category: z.enum(ACTIVITY_CATEGORIES).optional().catch(undefined),
  event: z.enum(AUDIT_EVENTS).optional().catch(undefined),
  actor: text,
  subject: text,
  ip: text,
  from: moment,
  to: moment,
  after: cursor,
  before: cursor,
});

/** The search, filters and position of a page of the audit log. */
export type ListEventsQuery = z.output<typeof querySchema>;

/** Parses the query parameters of the audit log. Invalid values are ignored. */
export function parseListEventsQuery(
  parameters: Record<string, string | string[] | undefined>,
): ListEventsQuery {
  return querySchema.parse(parameters);
}

/** Builds the query string of the audit log, including the leading `?`. Omits missing values. */
export function buildEventsQuery(query: Partial<ListEventsQuery>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value) search.set(name, Array.isArray(value) ? encodeCursor(value as Cursor) : value);
  }
  const built = search.toString();
  return built && `?${built}`;
}

/** Returns the filters of a query without its position. */
export function eventFiltersOf({ after: _after, before: _before, ...filters }: ListEventsQuery) {
  return filters;
}

/** Returns how many filters a query has, a search included. */
export function countEventFilters(query: ListEventsQuery): number {
  return Object.values(eventFiltersOf(query)).filter(Boolean).length;
}
