import { cx } from "class-variance-authority";
import type { ComponentProps } from "react";

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea className={cx("input min-h-24 py-2.5", className)} {...props} />;
}
