import * as z from "zod";
import { EXPORT_COLUMNS, type ExportedList } from "@/lib/admin/export-columns";
import { exportCsvSchema } from "@/lib/schemas/export-csv";
import { USER_LIST_FILTERS } from "./admin";
import { EVENT_LIST_FILTERS } from "./audit";
import { BODY_ERRORS, COMMON_ERRORS, FORBIDDEN, type Operation, UNAUTHORIZED } from "./operation";

function describeExport(list: ExportedList, what: string): string {
  const columns = Object.keys(EXPORT_COLUMNS[list]).map((name) => `\`${name}\``);
  return `For admins. Returns ${what} that match the filters as a CSV file (RFC 4180, UTF-8), which is written while it is sent. The columns are ${columns.join(", ")}. A cell that begins with \`=\`, \`+\`, \`-\`, \`@\`, a tab, a line break or an apostrophe has an apostrophe before it, so that spreadsheets don't run it as a formula. Requires authentication in the last 10 minutes: with a second factor, confirm first with \`POST /api/account/confirm/\`; without one, \`password\` is enough. The export is recorded in the audit log.`;
}

const ERRORS = { ...UNAUTHORIZED, ...FORBIDDEN, ...BODY_ERRORS, ...COMMON_ERRORS };

/** What admins can download as CSV. */
export const EXPORT_OPERATIONS: Operation[] = [
  {
    method: "post",
    path: "/api/admin/users/export/",
    id: "exportUsers",
    tag: "Users",
    summary: "Export users as CSV",
    description: describeExport("users", "the users"),
    requiresAuth: true,
    parameters: USER_LIST_FILTERS,
    body: exportCsvSchema,
    bodyExample: { columns: "id,username,email,created_at" },
    responseType: "text/csv",
    responses: { 200: ["The users, with a record of column names first.", z.any()], ...ERRORS },
  },
  {
    method: "post",
    path: "/api/admin/audit/export/",
    id: "exportAuditEvents",
    tag: "Users",
    summary: "Export audit events as CSV",
    description: describeExport("events", "the audit events"),
    requiresAuth: true,
    parameters: EVENT_LIST_FILTERS,
    body: exportCsvSchema,
    bodyExample: { columns: "at,message,actor,subject,ip_address" },
    responseType: "text/csv",
    responses: { 200: ["The events, with a record of column names first.", z.any()], ...ERRORS },
  },
];
