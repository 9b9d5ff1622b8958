// In valid JSON, these are all the strings and all the punctuation. Strings hold no unescaped quotation mark.
const TOKENS = /"(?:[^"\\]+|\\.)*"|[{}[\],:]/g;

/**
 * Returns a key that occurs twice in an object of a JSON text, at any depth. `JSON.parse` takes the last one, others
 * take the first: a proxy that checks a request could see another value than the app (RFC 8259, section 4).
 *
 * @param json valid JSON
 */
export function findDuplicateKey(json: string): string | undefined {
  // The keys of the objects around the current position. It is a loop, because nesting can be deeper than the stack.
  const open: Set<string>[] = [];
  let lastString = "";
  for (const [token] of json.matchAll(TOKENS)) {
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") {
      const key = String(JSON.parse(lastString));
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    } else if (token !== ",") lastString = token;
  }
  return undefined;
}
