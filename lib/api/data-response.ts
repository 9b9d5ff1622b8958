import type { DataExport } from "@/lib/account/export-data";
import { streamParts } from "@/lib/http/stream-parts";

/** The response with the data of a user as one JSON object, which is written while it is sent. */
export function dataResponse(
  { data, auditEvents }: Pick<DataExport, "data" | "auditEvents">,
  headers: Record<string, string> = {},
): Response {
  return new Response(streamParts(encode(data, auditEvents)), {
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...headers },
  });
}

async function* encode(data: DataExport["data"], auditEvents: DataExport["auditEvents"]) {
  const encoder = new TextEncoder();
  // The object stays open for its last member.
  yield encoder.encode(`${JSON.stringify(data).slice(0, -1)},"auditEvents":[`);
  let separator = "";
  for await (const batch of auditEvents) {
    if (batch.length === 0) continue;
    yield encoder.encode(separator + JSON.stringify(batch).slice(1, -1));
    separator = ",";
  }
  yield encoder.encode("]}");
}
