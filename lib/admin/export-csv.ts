import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { streamParts } from "@/lib/http/stream-parts";
import { err, type Failure, type Forbidden, ok, type Result } from "@/lib/result";
import { exportCsvSchema } from "@/lib/schemas/export-csv";
import { fieldErrors } from "@/lib/schemas/field-errors";
import type { Actor } from "@/lib/sessions/current-user";
import { confirmSession, requireReauthentication } from "@/lib/sessions/reauthentication";
import type { NewSession } from "@/lib/sessions/session";
import { activeSessions } from "@/lib/sessions/session-lifetimes";
import { BYTE_ORDER_MARK, csvRecord } from "./csv";
import { chosenColumns, type ExportedList, eventCells, userCells } from "./export-columns";
import { buildEventsQuery, parseListEventsQuery } from "./list-events-query";
import { buildUsersQuery, parseListUsersQuery } from "./list-users-query";
import { isAllowed, PERMISSIONS } from "./permissions";
import { readExportedEvents } from "./read-exported-events";
import { readExportedUsers } from "./read-exported-users";

/** How many rows are read at once. */
const BATCH_SIZE = 1_000;

const ACTIONS = { users: "export_users", events: "export_events" } as const;
const KINDS = { users: "users_csv", events: "events_csv" } as const;

/** A CSV file that is written while it is sent, and the actor's session with its new token if the password was verified. */
export type CsvExport = {
  fileName: string;
  stream: ReadableStream<Uint8Array>;
  session?: NewSession | undefined;
};

type Parameters = Record<string, string | string[] | undefined>;

/**
 * Exports a list as a CSV file. Needs recent authentication. The export is recorded before it starts, with its filters and
 * columns, and again when it ends, with the number of rows. It ends early if the actor's session or role does.
 *
 * @param parameters the filters of the list, as in its URL; the position is ignored
 * @param input `{ columns?, byte_order_mark?, password? }`
 */
export async function exportCsv(
  list: ExportedList,
  parameters: Parameters,
  input: unknown,
  actor: Actor,
): Promise<Result<CsvExport, Failure | Forbidden>> {
  if (!isAllowed(actor.user.role, ACTIONS[list])) return err({ code: "forbidden" });
  const parsed = exportCsvSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { password, byte_order_mark, columns: chosen = "" } = parsed.data;
  const authentication = await requireReauthentication(password, actor);
  if (!authentication.ok) return authentication;
  const columns = chosenColumns(list, chosen);
  const { filter, batches } = readList(list, { ...parameters, after: undefined, before: undefined }, columns);
  const session = await db().$transaction(async (transaction) => {
    const renewed = await confirmSession(transaction, actor, authentication.value);
    await recordEvent(transaction, actor, "sensitive_read", { what: KINDS[list], columns, filter });
    return renewed;
  });
  const head = `${byte_order_mark ? BYTE_ORDER_MARK : ""}${csvRecord(columns)}`;
  const stream = streamParts(encodeFile(list, head, batches, actor));
  return ok({ fileName: `${list}-${new Date().toISOString().slice(0, 10)}.csv`, stream, session });
}

function readList(list: ExportedList, parameters: Parameters, columns: string[]) {
  if (list === "users") {
    const query = parseListUsersQuery(parameters);
    const batches = cellsOf(readExportedUsers(query, BATCH_SIZE), (user) => userCells(columns, user));
    // The columns of the page are not those of the file.
    return { filter: buildUsersQuery({ ...query, columns: undefined }), batches };
  }
  const query = parseListEventsQuery(parameters);
  const batches = cellsOf(readExportedEvents(query, BATCH_SIZE), (event) => eventCells(columns, event));
  return { filter: buildEventsQuery(query), batches };
}

async function* cellsOf<Row>(batches: AsyncIterable<Row[]>, toCells: (row: Row) => string[]) {
  for await (const batch of batches) yield batch.map(toCells);
}

/** Encodes the file batch by batch, as fast as it is received. The client may close the connection at any time. */
async function* encodeFile(
  list: ExportedList,
  head: string,
  batches: AsyncIterable<string[][]>,
  actor: Actor,
) {
  const encoder = new TextEncoder();
  let rows = 0;
  let isComplete = false;
  try {
    yield encoder.encode(head);
    for await (const batch of batches) {
      if (!(await mayGoOn(list, actor))) throw new Error("The session or the role of the actor ended.");
      rows += batch.length;
      yield encoder.encode(batch.map(csvRecord).join(""));
    }
    isComplete = true;
  } finally {
    await db().$transaction((transaction) =>
      recordEvent(transaction, actor, "sensitive_read", { what: KINDS[list], rows, isComplete }),
    );
  }
}

async function mayGoOn(list: ExportedList, { sessionId }: Actor): Promise<boolean> {
  const role = { in: [...PERMISSIONS[ACTIONS[list]]] };
  const active = { id: sessionId, AND: [activeSessions(), { user: { role } }] };
  return (await db().session.count({ where: active })) > 0;
}
