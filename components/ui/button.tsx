import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";

/** The button classes, also for links that look like buttons. */
export const buttonStyle = cva(
  [
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-field border font-semibold whitespace-nowrap select-none",
    "transition-[background-color,border-color,color,box-shadow] duration-fast",
    "disabled:cursor-not-allowed disabled:opacity-60",
  ],
  {
    variants: {
      variant: {
        primary:
          "border-transparent bg-accent text-on-accent shadow-button hover:bg-accent-strong disabled:hover:bg-accent",
        secondary: "border-line-strong bg-card text-ink shadow-button hover:bg-sunken disabled:hover:bg-card",
        ghost: "border-transparent text-accent hover:bg-tint disabled:hover:bg-transparent",
        danger:
          "border-transparent bg-danger-fill text-on-danger shadow-button hover:bg-danger-fill-strong disabled:hover:bg-danger-fill",
        "danger-outline":
          "border-line-strong bg-card text-danger shadow-button hover:border-danger hover:bg-danger-tint disabled:hover:bg-card",
      },
      size: {
        regular: "h-11 px-5 text-base",
        small: "h-9 px-3.5 text-sm",
        /** A square for an icon. It needs an `aria-label`. */
        icon: "size-9 text-sm",
      },
      wide: { true: "w-full" },
    },
    defaultVariants: { variant: "primary", size: "regular" },
  },
);

export type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonStyle>;

/**
 * A button. `primary` is the one main action of a page, `secondary` any other, `ghost` a minor one. `danger` deletes or
 * logs something out, and `danger-outline` leads to such an action.
 */
export function Button({ variant, size, wide, className, type = "button", ...props }: ButtonProps) {
  return <button type={type} className={buttonStyle({ variant, size, wide, className })} {...props} />;
}
