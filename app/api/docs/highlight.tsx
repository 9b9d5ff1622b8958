// The samples are written by this app, in the few forms that these patterns know. In a shell command, the JSON between
// single quotes is colored like any other JSON.
const TOKENS = new RegExp(
  [
    String.raw`(?<key>"[^"\n]*"(?=:)|\b\w+(?=: ))`,
    String.raw`(?<string>"(?:\\.|[^"\\])*"|${"`"}[^${"`"}]*${"`"})`,
    String.raw`(?<literal>\b(?:true|false|null)\b|(?<=: )\d+)`,
    String.raw`(?<keyword>\b(?:const|await|curl)\b|(?<=\s)--?[a-zA-Z][\w-]*(?=\s))`,
  ].join("|"),
  "g",
);

const COLORS: Record<string, string> = {
  key: "text-ink",
  string: "text-warn",
  literal: "text-danger",
  keyword: "font-semibold text-accent",
};

/** Renders code of a request or response with its parts in colors: JSON, a curl command, or JavaScript. */
export function Highlight({ code }: { code: string }) {
  const parts = [];
  let end = 0;
  for (const { 0: text, index, groups = {} } of code.matchAll(TOKENS)) {
    const kind = Object.keys(COLORS).find((name) => groups[name] !== undefined) ?? "";
    parts.push(
      code.slice(end, index),
      <span key={index} className={COLORS[kind]}>
        {text}
      </span>,
    );
    end = index + text.length;
  }
  return [...parts, code.slice(end)];
}
