import { cx } from "class-variance-authority";
import type { ComponentProps } from "react";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return (
    <input
      className={cx(
        "h-11 w-full rounded-field border border-field bg-card px-3.5 text-base text-ink transition-colors placeholder:text-muted",
        "hover:border-ink aria-invalid:border-danger aria-invalid:bg-danger-tint",
        className,
      )}
      {...props}
    />
  );
}
