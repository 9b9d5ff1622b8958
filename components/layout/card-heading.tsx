import { cx } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button";

const TONES = {
  success: "bg-success-tint text-success",
  warning: "bg-warn-tint text-warn",
  neutral: "bg-tint text-accent",
} as const;

type CardHeadingProps = {
  title: string;
  /** A sign above the title, for pages that tell how something ended. */
  icon?: ReactNode;
  tone?: keyof typeof TONES;
  children?: ReactNode;
};

/** The heading of a page that is a single card, with an optional introduction. */
export function CardHeading({ title, icon, tone = "neutral", children }: CardHeadingProps) {
  return (
    <div className="mb-5 text-center">
      {icon && (
        <div
          className={cx("mx-auto mb-4 flex size-12 items-center justify-center rounded-full", TONES[tone])}
          aria-hidden="true"
        >
          {icon}
        </div>
      )}
      <h1 className="text-title font-semibold text-balance">{title}</h1>
      {children && <p className="mt-2 leading-6 text-pretty text-muted">{children}</p>}
    </div>
  );
}

/** A name or an address in the introduction, which may be long. */
export function Name({ children }: { children: string }) {
  return <strong className="font-semibold wrap-anywhere text-ink">{children}</strong>;
}

type CardFooterProps = {
  /** Whether a line is above it. Without, it is the content of the card. */
  hasLine?: boolean;
  children: ReactNode;
};

/** What is below the line at the end of a card: another way to go on. */
export function CardFooter({ hasLine = true, children }: CardFooterProps) {
  return (
    <div
      className={cx(
        "space-y-2.5 text-center text-sm leading-6 text-muted",
        hasLine && "mt-5 border-t border-line pt-4",
      )}
    >
      {children}
    </div>
  );
}

/** A link that looks like a button as wide as the card: what to do next. */
export function CardAction({
  variant = "primary",
  ...props
}: ComponentProps<"a"> & { variant?: "primary" | "secondary" }) {
  return <a className={buttonStyle({ variant, wide: true })} {...props} />;
}
