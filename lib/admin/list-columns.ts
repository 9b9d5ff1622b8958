import { EXPORT_COLUMNS } from "./export-columns";

const { username, email, role, email_verified, two_factor, created_at, last_login_at } = EXPORT_COLUMNS.users;

/** The columns of the user list in their order, with their headings. Those of a CSV file have its names. */
export const LIST_COLUMNS = {
  username: username.title,
  email: email.title,
  status: "Status",
  role: role.title,
  email_verified: email_verified.title,
  two_factor: two_factor.title,
  created_at: created_at.title,
  last_login_at: last_login_at.title,
  last_email: "Last email",
} as const;

export type ListColumn = keyof typeof LIST_COLUMNS;

const NAMES = Object.keys(LIST_COLUMNS) as ListColumn[];

/**
 * Returns the chosen columns as the URL has them: in the order of the list, separated by commas. The username is always
 * one of them, because it leads to the user. `undefined` without a known one.
 */
export function cleanColumns(chosen: string | string[]): string | undefined {
  const choices = [chosen].flat().flatMap((text) => text.split(","));
  const known = NAMES.filter((name) => choices.includes(name));
  return known.length > 0 ? [...new Set(["username", ...known])].join(",") : undefined;
}

/** Returns the columns that a list has. Unless they are chosen, the last login is among them only where the list is about it. */
export function shownColumns(query: {
  columns?: string | undefined;
  sort: string;
  last_login?: string | undefined;
  last_login_from?: string | undefined;
  last_login_to?: string | undefined;
}): ReadonlySet<ListColumn> {
  const { columns, sort, last_login, last_login_from, last_login_to } = query;
  if (columns) return new Set(NAMES.filter((name) => columns.split(",").includes(name)));
  const isAboutLogin = sort === "last_login" || last_login || last_login_from || last_login_to;
  return new Set(NAMES.filter((name) => name !== "last_login_at" || isAboutLogin));
}
