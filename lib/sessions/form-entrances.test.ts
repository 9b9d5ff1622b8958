import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** Returns the source files below a folder, with their texts. */
function sourcesIn(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith("generated"))
    .map((file) => ({ file: join(folder, file), text: readFileSync(join(folder, file), "utf8") }));
}

/** Returns the exported functions of a file, each with its text. */
function exportedFunctions(text: string): { name: string; body: string }[] {
  const parts = text.split(/^export (?=(?:async )?function|const)/m).slice(1);
  return parts.map((body) => ({ name: /(?:function|const) (\w+)/.exec(body)?.[1] ?? "", body }));
}

const app = [...sourcesIn("app"), ...sourcesIn("components")];
const GUARD = /\b(requireActionUser|requireEnrollingUser)\(/;
/** Form actions that change nothing of an account that somebody is logged in to, and what they rely on instead. */
const WITHOUT_SESSION = [
  "app/(auth)/",
  "app/gallery/",
  // Ends the session of whoever is logged in, and with it an impersonation.
  "components/layout/logout-action.ts",
  "components/layout/stop-impersonation-action.ts",
  "components/layout/theme-action.ts",
];

const actions = app
  .filter(({ text }) => /^"use server";/.test(text))
  .flatMap(({ file, text }) => exportedFunctions(text).map((action) => ({ file, ...action })));
const accountActions = actions.filter(({ file }) => !WITHOUT_SESSION.some((path) => file.startsWith(path)));

describe("what changes something", () => {
  it("has found the form actions", () => {
    expect(accountActions.length).toBeGreaterThan(20);
    expect(app.filter(({ text }) => /^\s+"use server";/m.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it.each(accountActions)("is guarded against impersonation in $name of $file", ({ body }) => {
    expect(body).toMatch(GUARD);
  });

  it("is guarded in every route that a form posts to", () => {
    const routes = app.filter(
      ({ file, text }) => file.endsWith("route.ts") && /function (POST|PUT|PATCH|DELETE)\b/.test(text),
    );
    // Nobody is logged in yet on the pages in (auth). The endpoints of the API have the next test.
    const ofAccounts = routes.filter(({ file }) => !/^app\/(api|\(auth\))\//.test(file));
    const guard = /\b(requireActor|requireEnrollingActor|downloadCsv)\(/;
    const unguarded = ofAccounts.filter(({ text }) => !guard.test(text));
    expect(unguarded.map(({ file }) => file)).toEqual([]);
  });

  it("is no API endpoint that an admin may call who impersonates the user, except what ends that", () => {
    const readers = app
      .filter(({ file }) => file.startsWith("app/api/"))
      .flatMap(({ file, text }) =>
        [...text.matchAll(/^ {2}(\w+): \{\n {4}auth: "reader"/gm)].map(([, method]) => `${method} ${file}`),
      );
    expect(readers.filter((endpoint) => !endpoint.startsWith("GET "))).toEqual([
      "DELETE app/api/admin/impersonation/route.ts",
      "POST app/api/auth/logout/route.ts",
    ]);
    expect(readers).toContain("GET app/api/account/route.ts");
  });

  it("asks for the session of a request in one place, which knows about impersonation", () => {
    const callers = [...app, ...sourcesIn("lib")].filter(({ text }) => /\bfindSession\(/.test(text));
    expect(callers.map(({ file }) => file).sort()).toEqual([
      "lib/sessions/impersonation.ts",
      "lib/sessions/session.ts",
      "lib/testing/test-session.ts",
    ]);
  });
});
