/** Renders a text with `code` in backticks, as OpenAPI descriptions have it. */
export function InlineCode({ text }: { text: string }) {
  return text.split("`").map((part, index) => {
    const key = `${index} ${part}`;
    if (index % 2 === 0) return part;
    return (
      <code key={key} className="rounded-item bg-sunken px-1 py-0.5 text-[0.9em] text-ink wrap-anywhere">
        {part}
      </code>
    );
  });
}
