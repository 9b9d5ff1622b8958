import { cursorAt, readEvents, toListedEvents } from "./list-events";
import { eventFilters } from "./list-events-filters";
import type { ListEventsQuery } from "./list-events-query";
import type { Cursor } from "./list-users-query";

/** Reads the events of the audit log in batches, newest first. Only one batch is in memory. */
export async function* readExportedEvents(query: ListEventsQuery, batchSize: number) {
  const filters = await eventFilters(query);
  let cursor: Cursor | undefined;
  for (;;) {
    const rows = await readEvents(filters, { cursor, limit: batchSize });
    yield await toListedEvents(rows);
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) return;
    cursor = cursorAt(last);
  }
}
