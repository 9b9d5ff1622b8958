import { describe, expect, it } from "vitest";
import { refererPath, safeRedirectPath } from "./redirect-path";

describe("safeRedirectPath", () => {
  it.each(["/account", "/admin/users?q=a&sort=email", "/"])("allows %s", (path) => {
    expect(safeRedirectPath(path, "/fallback")).toBe(path);
  });

  it.each([
    undefined,
    "",
    "account",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "\\\\evil.example",
    "/..//evil.example",
    " /account",
    "/account\r\nLocation: https://evil.example",
  ])("rejects %j", (path) => {
    expect(safeRedirectPath(path, "/fallback")).toBe("/fallback");
  });
});

describe("refererPath", () => {
  it("returns the path of the page, with its query", () => {
    expect(refererPath("https://app.example/admin/users?q=a", "/")).toBe("/admin/users?q=a");
  });

  it.each([null, "", "nonsense", "https://app.example//evil.example"])("rejects %j", (referer) => {
    expect(refererPath(referer, "/fallback")).toBe("/fallback");
  });
});
