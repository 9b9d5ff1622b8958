import { downloadCsv } from "../../../csv-export/download-csv";

/** Downloads the CSV file that the form of the page above asks for. */
export function POST(request: Request): Promise<Response> {
  return downloadCsv("events", request);
}
