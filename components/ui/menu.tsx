import { cx } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { buttonStyle } from "./button";
import { MoreIcon } from "./icons";
import { MenuDetails } from "./menu-details";

type MenuProps = {
  /** The id of the button, so that a link can lead to it. */
  id?: string;
  /** What the menu is called, for example "Account menu" or "Actions for Chrome on Linux". */
  label: string;
  /** What the button shows. Without it, the button shows three dots. */
  trigger?: ReactNode;
  /** The classes of the button, if `trigger` needs its own look. */
  triggerClassName?: string;
  /** The edge of the button that the panel is aligned with. */
  align?: "start" | "end";
  /** Shows the panel from the start. Set it when a form in the menu came back with an error. */
  isOpen?: boolean;
  /** The classes of the panel. */
  className?: string;
  /** `MenuLink`, `MenuButton` inside a form, `ConfirmDialog`, `MenuSeparator` and `MenuHeading`. */
  children: ReactNode;
};

/**
 * A button that opens a panel of actions. It is a `<details>`, which works without JavaScript: a disclosure, not an
 * ARIA menu, so Tab moves through the items (https://www.w3.org/WAI/ARIA/apg/patterns/disclosure/).
 */
export function Menu({
  id,
  label,
  trigger,
  triggerClassName,
  align = "end",
  isOpen = false,
  className,
  children,
}: MenuProps) {
  return (
    // Of the open menus with one name, the browser closes all but the last.
    <MenuDetails className="menu" name="menu" open={isOpen}>
      <summary
        id={id}
        aria-label={label}
        className={cx(
          "list-none cursor-pointer [&::-webkit-details-marker]:hidden",
          triggerClassName ?? buttonStyle({ variant: "secondary", size: "icon" }),
        )}
      >
        {trigger ?? <MoreIcon className="size-4" />}
      </summary>
      <div
        data-align={align}
        className={cx(
          "menu-panel w-max max-w-[min(22rem,calc(100vw-2rem))] min-w-52 rounded-field border border-line bg-card p-1.5 shadow-overlay",
          className,
        )}
      >
        {children}
      </div>
    </MenuDetails>
  );
}

const itemStyle = (tone: "neutral" | "danger" = "neutral") =>
  cx(
    "flex min-h-9 w-full items-center gap-2.5 rounded-item px-2.5 py-1.5 text-left text-sm font-medium transition-colors duration-fast",
    tone === "danger"
      ? "text-danger hover:bg-danger-tint"
      : "text-ink hover:bg-sunken aria-[current]:bg-tint aria-[current]:text-accent",
  );

/** The classes of a menu item, for a trigger such as that of a `ConfirmDialog` inside a menu. */
export const menuItemStyle = itemStyle;

type Tone = { tone?: "neutral" | "danger" };

/** A menu item that leads to a page. */
export function MenuLink({ tone, className, ...props }: ComponentProps<"a"> & Tone) {
  return <a className={cx(itemStyle(tone), className)} {...props} />;
}

/** A menu item that submits the form around it. */
export function MenuButton({ tone, className, type = "submit", ...props }: ComponentProps<"button"> & Tone) {
  return <button type={type} className={cx(itemStyle(tone), className)} {...props} />;
}

/** A line between groups of menu items. */
export function MenuSeparator() {
  return <hr className="-mx-1.5 my-1.5 border-line" />;
}

/** A text above menu items. */
export function MenuHeading({ className, ...props }: ComponentProps<"div">) {
  return <div className={cx("px-2.5 py-1.5 text-sm text-muted", className)} {...props} />;
}
