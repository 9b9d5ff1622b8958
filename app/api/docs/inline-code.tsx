/** Renders a text with `code` in backticks, as OpenAPI descriptions have it. */
export function InlineCode({ text }: { text: string }) {
  return text.split("`").map((part, index) => {
    const key = `${index} ${part}`;
    return index % 2 ? <code key={key}>{part}</code> : <span key={key}>{part}</span>;
  });
}
