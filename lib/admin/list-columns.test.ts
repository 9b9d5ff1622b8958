import { describe, expect, it } from "vitest";
import { EXPORT_COLUMNS } from "./export-columns";
import { cleanColumns, LIST_COLUMNS, shownColumns } from "./list-columns";
import { buildUsersQuery, countFilters, parseListUsersQuery } from "./list-users-query";

const columnsOf = (columns: string | string[]) => parseListUsersQuery({ columns }).columns;

describe("the columns of the user list", () => {
  it("are in the order of the list, known and each there once, with the username", () => {
    expect(columnsOf("role,email,role")).toBe("username,email,role");
    expect(columnsOf(["username", "last_email", "email"])).toBe("username,email,last_email");
    expect(columnsOf("username")).toBe("username");
    for (const nothing of ["", "root", "\0", ",", "EMAIL", "__proto__"])
      expect(columnsOf(nothing)).toBeUndefined();
    expect(cleanColumns("x".repeat(100_000))).toBeUndefined();
  });

  it("stay in the URL and filter nothing", () => {
    const query = parseListUsersQuery({ columns: "role", order: "asc" });
    expect(countFilters(query)).toBe(0);
    const url = new URLSearchParams(buildUsersQuery(query));
    expect(parseListUsersQuery(Object.fromEntries(url))).toEqual(query);
  });

  it("have the last login where the list is about it, unless others are chosen", () => {
    const hasLogin = (parameters: Record<string, string>) =>
      shownColumns(parseListUsersQuery(parameters)).has("last_login_at");
    expect(hasLogin({})).toBe(false);
    expect(hasLogin({ sort: "last_login" })).toBe(true);
    expect(hasLogin({ last_login: "never" })).toBe(true);
    expect(hasLogin({ last_login_to: "2026-01-01" })).toBe(true);
    expect(hasLogin({ last_login: "never", columns: "role" })).toBe(false);
    expect(hasLogin({ columns: "last_login_at" })).toBe(true);
  });

  it("have the names and titles of a CSV file, where it has them", () => {
    for (const [name, title] of Object.entries(LIST_COLUMNS)) {
      const exported = Object.entries(EXPORT_COLUMNS.users).find(([other]) => other === name);
      if (exported) expect(exported[1].title).toBe(title);
    }
  });
});
