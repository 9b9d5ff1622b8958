import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";

/** The button classes, also for links that look like buttons. */
export const buttonStyle = cva(
  "inline-flex items-center justify-center gap-2 rounded-field font-semibold transition-colors disabled:cursor-not-allowed disabled:opacity-60",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent hover:bg-accent-strong disabled:hover:bg-accent",
        secondary: "border border-line bg-card text-ink hover:bg-sunken",
        ghost: "text-accent hover:bg-tint",
        danger: "bg-danger text-on-danger hover:bg-danger-strong disabled:hover:bg-danger",
      },
      size: { regular: "h-11 px-5 text-base", small: "h-9 px-3.5 text-sm" },
      wide: { true: "w-full" },
    },
    defaultVariants: { variant: "primary", size: "regular" },
  },
);

export type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonStyle>;

export function Button({ variant, size, wide, className, type = "button", ...props }: ButtonProps) {
  return <button type={type} className={buttonStyle({ variant, size, wide, className })} {...props} />;
}
