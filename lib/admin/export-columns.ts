import type { ListedEvent } from "./list-events";
import type { ExportedUser } from "./read-exported-users";

/** A column of a CSV file: its heading on the page, and its text in a row. Its name is the heading in the file. */
type Column<Row> = { title: string; text: (row: Row) => string };

const time = (at: Date | null) => at?.toISOString() ?? "";
const yesNo = (value: boolean) => (value ? "yes" : "no");

const USER_COLUMNS = {
  id: { title: "ID", text: ({ id }) => id },
  username: { title: "Username", text: ({ username }) => username },
  email: { title: "Email", text: ({ email }) => email },
  phone_number: { title: "Phone number", text: ({ phoneNumber }) => phoneNumber },
  role: { title: "Role", text: ({ role }) => role },
  email_verified: { title: "Verified", text: ({ emailVerified }) => yesNo(emailVerified) },
  two_factor: { title: "Two-factor", text: ({ twoFactorSince }) => (twoFactorSince ? "on" : "off") },
  created_at: { title: "Joined", text: ({ createdAt }) => time(createdAt) },
  last_login_at: { title: "Last login", text: ({ lastLoginAt }) => time(lastLoginAt) },
  suspended_at: { title: "Suspended", text: ({ suspendedAt }) => time(suspendedAt) },
  delete_after: { title: "Deletion scheduled", text: ({ deleteAfter }) => time(deleteAfter) },
} as const satisfies Record<string, Column<ExportedUser>>;

const EVENT_COLUMNS = {
  at: { title: "Time", text: ({ at }) => time(at) },
  event: { title: "Event name", text: ({ event }) => event },
  message: { title: "Event", text: ({ message }) => message },
  outcome: { title: "Outcome", text: ({ outcome }) => outcome },
  actor_id: { title: "Actor ID", text: ({ actor }) => actor?.id ?? "" },
  actor: { title: "Actor", text: ({ actor }) => actor?.username ?? "" },
  subject_id: { title: "Subject ID", text: ({ subject }) => subject.id },
  subject: { title: "Subject", text: ({ subject }) => subject.username ?? "" },
  ip_address: { title: "IP address", text: ({ ipAddress }) => ipAddress },
  user_agent: { title: "User agent", text: ({ userAgent }) => userAgent },
  session_id: { title: "Session", text: ({ sessionId }) => sessionId ?? "" },
  request_id: { title: "Request", text: ({ requestId }) => requestId },
  details: { title: "Details (JSON)", text: ({ details }) => JSON.stringify(details) },
  id: { title: "Event ID", text: ({ id }) => id },
} as const satisfies Record<string, Column<ListedEvent>>;

/** The columns of the lists that can be exported, in the order of the file. */
export const EXPORT_COLUMNS = { users: USER_COLUMNS, events: EVENT_COLUMNS } as const;

/** A list that can be exported. */
export type ExportedList = keyof typeof EXPORT_COLUMNS;

/** Returns the names of the chosen columns, in the order of the file. Without a known one, these are all columns. */
export function chosenColumns(list: ExportedList, chosen: string): string[] {
  const names = Object.keys(EXPORT_COLUMNS[list]);
  const known = names.filter((name) => chosen.split(",").some((choice) => choice.trim() === name));
  return known.length > 0 ? known : names;
}

/** Returns the cells of a user. */
export function userCells(columns: string[], user: ExportedUser): string[] {
  return columns.map((name) => USER_COLUMNS[name as keyof typeof USER_COLUMNS].text(user));
}

/** Returns the cells of an audit event. */
export function eventCells(columns: string[], event: ListedEvent): string[] {
  return columns.map((name) => EVENT_COLUMNS[name as keyof typeof EVENT_COLUMNS].text(event));
}
