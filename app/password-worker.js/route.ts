import { readFileSync } from "node:fs";
import path from "node:path";

export const dynamic = "force-static";

/** Serves the script of the worker that estimates passwords: zxcvbn-ts, and what answers the messages. */
export function GET() {
  const library = readFileSync(
    path.join(process.cwd(), "node_modules/@zxcvbn-ts/core/dist/zxcvbn-ts.js"),
    "utf8",
  );
  const worker = readFileSync(path.join(process.cwd(), "lib/passwords/strength-worker.mjs"), "utf8");
  return new Response(`${compact(library)}\n${compact(worker)}`, {
    headers: { "content-type": "text/javascript; charset=utf-8" },
  });
}

/** Removes lines of comments, and indentation: a third of a package that is not minified. */
function compact(code: string): string {
  return code
    .replace(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .replace(/^\s+/gm, "");
}
