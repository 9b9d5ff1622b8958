import { readFileSync } from "node:fs";
import path from "node:path";

export const dynamic = "force-static";

const FILES = ["node_modules/@zxcvbn-ts/core/dist/zxcvbn-ts.js", "lib/passwords/strength-worker.mjs"];

/** Serves the script of the worker that estimates passwords: zxcvbn-ts, and what answers the messages. */
export function GET() {
  const script = FILES.map((file) => compact(readFileSync(path.join(process.cwd(), file), "utf8"))).join(
    "\n",
  );
  return new Response(script, { headers: { "content-type": "text/javascript; charset=utf-8" } });
}

/** Removes lines of comments, and indentation: a third of a package that is not minified. */
function compact(code: string): string {
  return code
    .replace(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .replace(/^\s+/gm, "");
}
