import { cx } from "class-variance-authority";
import type { ComponentProps } from "react";

type ButtonStyle = {
  variant?: "primary" | "secondary" | "ghost" | "danger" | "danger-outline" | undefined;
  /** `icon` is a square for an icon, which needs an `aria-label`. */
  size?: "regular" | "small" | "icon" | undefined;
  wide?: boolean | undefined;
  className?: string | undefined;
};

/** Returns the classes of a button, also for links that look like buttons. `app/components.css` defines them. */
export function buttonStyle({ variant = "primary", size = "regular", wide, className }: ButtonStyle = {}) {
  return cx(`button button-${variant} button-${size}`, wide && "w-full", className);
}

export type ButtonProps = ComponentProps<"button"> & ButtonStyle;

/**
 * A button. `primary` is the one main action of a page, `secondary` any other, `ghost` a minor one. `danger` deletes or
 * logs something out, and `danger-outline` leads to such an action.
 */
export function Button({ variant, size, wide, className, type = "button", ...props }: ButtonProps) {
  return <button type={type} className={buttonStyle({ variant, size, wide, className })} {...props} />;
}
