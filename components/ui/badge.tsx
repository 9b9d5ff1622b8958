import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";

const badgeStyle = cva(
  "inline-flex items-center gap-1 rounded-full border px-2.5 py-0.5 text-xs font-semibold whitespace-nowrap",
  {
    variants: {
      tone: {
        neutral: "border-line bg-sunken text-muted",
        accent: "border-transparent bg-tint text-accent",
        success: "border-success-line bg-success-tint text-success",
        warning: "border-warn-line bg-warn-tint text-warn",
        danger: "border-danger-line bg-danger-tint text-danger",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

/** A word about the state of what is beside it. */
export function Badge({
  tone,
  className,
  ...props
}: ComponentProps<"span"> & VariantProps<typeof badgeStyle>) {
  return <span className={badgeStyle({ tone, className })} {...props} />;
}
