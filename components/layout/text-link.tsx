import type { ComponentProps } from "react";

/** A link in a text. A plain anchor: see "Few links are Next's" in docs/decisions.md. */
export function TextLink(props: ComponentProps<"a">) {
  return (
    <a
      className="rounded-sm font-semibold text-accent underline decoration-1 underline-offset-4 hover:decoration-2"
      {...props}
    />
  );
}
