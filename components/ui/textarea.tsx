import { cx } from "class-variance-authority";
import type { ComponentProps } from "react";

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      className={cx(
        "min-h-24 w-full rounded-field border border-field bg-card px-3.5 py-2.5 text-base text-ink transition-colors placeholder:text-muted",
        "hover:border-ink aria-invalid:border-danger aria-invalid:bg-danger-tint",
        className,
      )}
      {...props}
    />
  );
}
