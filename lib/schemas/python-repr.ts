/** `str(value)` of a JSON value: `True`, `None`, `['a', 1]`. */
export function pythonString(value: unknown): string {
  return typeof value === "string" ? value : pythonRepr(value);
}

// Deeply nested input must not overflow the stack.
const MAX_DEPTH = 20;

function pythonRepr(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) return "...";
  const repr = (item: unknown) => pythonRepr(item, depth + 1);
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "string") {
    const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
    const body = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"');
    return quote + (quote === "'" ? body.replaceAll("'", "\\'") : body) + quote;
  }
  if (Array.isArray(value)) return `[${value.map(repr).join(", ")}]`;
  if (typeof value === "object") {
    const pairs = Object.entries(value).map(([key, item]) => `${repr(key)}: ${repr(item)}`);
    return `{${pairs.join(", ")}}`;
  }
  return String(value);
}
