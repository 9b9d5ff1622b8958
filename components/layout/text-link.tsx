import type { ComponentProps } from "react";

/** A link in a text. It loads the next page as a whole: the pages with forms have no room for the code of Next's `Link`. */
export function TextLink(props: ComponentProps<"a">) {
  return (
    <a
      className="rounded-sm font-semibold text-accent underline decoration-1 underline-offset-4 hover:decoration-2"
      {...props}
    />
  );
}
