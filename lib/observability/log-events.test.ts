import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** The events that the app logs, but for those whose name is made of a state. */
function loggedEvents(): string[] {
  const files = ["lib", "app"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter(
        (file) => /(?<!\.test)\.tsx?$/.test(file) && !/^(generated|testing|local-services)\//.test(file),
      )
      .map((file) => `${folder}/${file}`),
  );
  const calls = /\blog\.(?:info|warn|error)\(\s*\{[^;]*?\bevent: "(\w+)"/g;
  return [...files, "proxy.ts"].flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(calls)].map(([, event]) => event ?? ""),
  );
}

it("logs only events that the README explains", () => {
  const readme = readFileSync("README.md", "utf8");
  const events = loggedEvents();
  expect(events.length).toBeGreaterThan(40);
  expect([...new Set(events)].filter((event) => !readme.includes(`\`${event}\``))).toEqual([]);
});
