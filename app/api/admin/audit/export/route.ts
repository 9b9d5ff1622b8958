import { exportEndpoint } from "@/lib/api/csv-response";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: exportEndpoint("events") });
