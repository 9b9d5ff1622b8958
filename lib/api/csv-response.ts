import type { ExportedList } from "@/lib/admin/export-columns";
import { type CsvExport, exportCsv } from "@/lib/admin/export-csv";
import { failureResponse } from "./responses";
import { type Endpoint, SESSION_TOKEN_HEADER } from "./route";

/** Builds the response that downloads a CSV file. */
export function csvResponse({ fileName, stream }: CsvExport, headers: Record<string, string> = {}): Response {
  return new Response(stream, {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
      ...headers,
    },
  });
}

/** Builds the endpoint that exports a list, with the filters of the list in the query. */
export function exportEndpoint(list: ExportedList): Endpoint {
  return {
    auth: "role",
    action: list === "users" ? "export_users" : "export_events",
    handler: async ({ search, body, actor }) => {
      const result = await exportCsv(list, Object.fromEntries(search), body, actor);
      if (!result.ok) return failureResponse(result.failure);
      const { session } = result.value;
      return csvResponse(result.value, session && { [SESSION_TOKEN_HEADER]: session.token });
    },
  };
}
